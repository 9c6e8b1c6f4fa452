import english from './en/whiteboard-commands.ts';
import { area } from './locale.ts';

export const t = area('whiteboard-commands', english);

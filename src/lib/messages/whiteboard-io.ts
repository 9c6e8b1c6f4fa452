import english from './en/whiteboard-io.ts';
import { area } from './locale.ts';

export const t = area('whiteboard-io', english);

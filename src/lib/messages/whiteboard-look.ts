import english from './en/whiteboard-look.ts';
import { area } from './locale.ts';

export const t = area('whiteboard-look', english);

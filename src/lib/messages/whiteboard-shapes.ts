import english from './en/whiteboard-shapes.ts';
import { area } from './locale.ts';

export const t = area('whiteboard-shapes', english);

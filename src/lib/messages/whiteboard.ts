import english from './en/whiteboard.ts';
import { area } from './locale.ts';

export const t = area('whiteboard', english);

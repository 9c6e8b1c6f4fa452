import english from './en/whiteboard-hearing.ts';
import { area } from './locale.ts';

export const t = area('whiteboard-hearing', english);

import english from './en/whiteboard-list.ts';
import { area } from './locale.ts';

export const t = area('whiteboard-list', english);

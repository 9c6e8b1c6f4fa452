import english from './en/whiteboard-people.ts';
import { area } from './locale.ts';

export const t = area('whiteboard-people', english);

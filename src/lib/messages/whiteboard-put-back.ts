import english from './en/whiteboard-put-back.ts';
import { area } from './locale.ts';

export const t = area('whiteboard-put-back', english);

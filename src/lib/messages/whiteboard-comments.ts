import english from './en/whiteboard-comments.ts';
import { area } from './locale.ts';

export const t = area('whiteboard-comments', english);

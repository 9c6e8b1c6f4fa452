import english from './en/whiteboard-images.ts';
import { area } from './locale.ts';

export const t = area('whiteboard-images', english);

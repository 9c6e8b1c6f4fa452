import english from './en/whiteboard-versions.ts';
import { area } from './locale.ts';

export const t = area('whiteboard-versions', english);

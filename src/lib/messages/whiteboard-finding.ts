import english from './en/whiteboard-finding.ts';
import { area } from './locale.ts';

export const t = area('whiteboard-finding', english);

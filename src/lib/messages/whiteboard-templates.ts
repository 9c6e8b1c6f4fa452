import english from './en/whiteboard-templates.ts';
import { area } from './locale.ts';

export const t = area('whiteboard-templates', english);

import english from './en/whiteboard-connectors.ts';
import { area } from './locale.ts';

export const t = area('whiteboard-connectors', english);

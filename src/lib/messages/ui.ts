import english from './en/ui.ts';
import { area } from './locale.ts';

export const t = area('ui', english);

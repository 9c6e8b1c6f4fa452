import english from './en/page-objects.ts';
import { area } from './locale.ts';

export const t = area('page-objects', english);

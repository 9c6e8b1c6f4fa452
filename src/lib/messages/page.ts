import english from './en/page.ts';
import { area } from './locale.ts';

export const t = area('page', english);

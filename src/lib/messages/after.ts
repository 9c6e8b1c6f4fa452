import english from './en/after.ts';
import { area } from './locale.ts';

export const t = area('after', english);

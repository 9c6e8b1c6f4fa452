import english from './en/strip.ts';
import { area } from './locale.ts';

export const t = area('strip', english);

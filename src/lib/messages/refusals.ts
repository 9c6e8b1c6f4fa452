import english from './en/refusals.ts';
import { area } from './locale.ts';

export const t = area('refusals', english);

import english from './en/outside.ts';
import { area } from './locale.ts';

export const t = area('outside', english);

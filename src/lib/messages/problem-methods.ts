import english from './en/problem-methods.ts';
import { area } from './locale.ts';

export const t = area('problem-methods', english);

import english from './en/problem.ts';
import { area } from './locale.ts';

export const t = area('problem', english);

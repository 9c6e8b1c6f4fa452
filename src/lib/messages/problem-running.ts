import english from './en/problem-running.ts';
import { area } from './locale.ts';

export const t = area('problem-running', english);

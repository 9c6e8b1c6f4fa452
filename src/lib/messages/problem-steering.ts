import english from './en/problem-steering.ts';
import { area } from './locale.ts';

export const t = area('problem-steering', english);

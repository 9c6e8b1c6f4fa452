import english from './en/problem-cards.ts';
import { area } from './locale.ts';

export const t = area('problem-cards', english);

import english from './en/board-methods.ts';
import { area } from './locale.ts';

export const t = area('board-methods', english);

import english from './en/library.ts';
import { area } from './locale.ts';

export const t = area('library', english);

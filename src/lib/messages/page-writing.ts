import english from './en/page-writing.ts';
import { area } from './locale.ts';

/** What is said while writing, and not before. */
export const t = area('page-writing', english);

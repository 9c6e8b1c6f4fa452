import english from './en/embedding.ts';
import { area } from './locale.ts';

export const t = area('embedding', english);

import english from './en/breakouts.ts';
import { area } from './locale.ts';

export const t = area('breakouts', english);

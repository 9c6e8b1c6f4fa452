import english from './en/facilitating.ts';
import { area } from './locale.ts';

export const t = area('facilitating', english);

import english from './en/page-tools.ts';
import { area } from './locale.ts';

export const t = area('page-tools', english);

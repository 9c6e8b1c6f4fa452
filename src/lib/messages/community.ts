import english from './en/community.ts';
import { area } from './locale.ts';

export const t = area('community', english);

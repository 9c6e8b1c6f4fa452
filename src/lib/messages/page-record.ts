import english from './en/page-record.ts';
import { area } from './locale.ts';

export const t = area('page-record', english);

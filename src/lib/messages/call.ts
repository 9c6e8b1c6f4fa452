import english from './en/call.ts';
import { area } from './locale.ts';

export const t = area('call', english);

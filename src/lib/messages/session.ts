import english from './en/session.ts';
import { area } from './locale.ts';

export const t = area('session', english);

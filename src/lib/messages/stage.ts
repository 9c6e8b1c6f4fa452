import english from './en/stage.ts';
import { area } from './locale.ts';

export const t = area('stage', english);

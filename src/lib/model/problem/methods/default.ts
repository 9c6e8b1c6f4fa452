import type { Method } from '../method.ts';
import { solveAProblem } from './solve-a-problem.ts';

/** Whose lanes a board has that no method runs on. */
export const DEFAULT_METHOD: Method = solveAProblem;

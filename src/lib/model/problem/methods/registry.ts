import type { Method } from '../method.ts';
import { solveAProblem } from './solve-a-problem.ts';

/** Every version of every method that ships. Versions are never taken out: boards pin them. */
export const METHODS: readonly Method[] = [solveAProblem];

/** What a board without a readable method is shown with. */
export const DEFAULT_METHOD: Method = solveAProblem;

export function findMethod(id: unknown, version: unknown): Method | null {
	return METHODS.find((method) => method.id === id && method.version === version) ?? null;
}

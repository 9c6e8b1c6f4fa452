import { setTimeout } from 'node:timers/promises';

const LEAST_STEP_MS = 25;

/** Does something to all of them, in about equal portions over a time, in the order given. Resolves when all are done. */
export async function spread<T>(items: readonly T[], overMs: number, act: (item: T) => void): Promise<void> {
	const steps = Math.max(1, Math.min(items.length, Math.floor(overMs / LEAST_STEP_MS)));
	for (let step = 0; step < steps; step++) {
		if (step > 0) await setTimeout(overMs / steps);
		const from = Math.floor((items.length * step) / steps);
		const to = Math.floor((items.length * (step + 1)) / steps);
		for (const item of items.slice(from, to)) act(item);
	}
}

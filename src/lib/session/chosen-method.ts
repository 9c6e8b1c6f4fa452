import type { MethodRef, PhaseRules } from '#model/problem/method.ts';

/** What a new problem board is to begin with. */
export interface ChosenMethod {
	readonly ref: MethodRef;
	readonly title: string;
	/** `null`: they cannot be had at the moment, and that has been said. */
	readonly rules: () => Promise<readonly PhaseRules[] | null>;
}

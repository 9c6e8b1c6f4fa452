/** How large anything in a method may be, whoever made it. */
export const METHOD_LIMITS = {
	titleLength: 120,
	promptLength: 600,
	lanes: 12,
	phases: 40,
	leastMinutes: 0.5,
	minutes: 24 * 60,
	people: 1_000,
	cards: 1_000,
	extensions: 5,
	turnSeconds: 3_600,
	voteBudget: 100
} as const;

/**
 * How formulas are set, wherever they are: nothing in a source may name an address or a class, make boxes larger than the
 * page, or expand without end.
 */
export const FORMULA_OPTIONS = {
	displayMode: true,
	trust: false,
	strict: 'ignore',
	throwOnError: true,
	/** Ems. */
	maxSize: 30,
	maxExpand: 500
} as const;

/** Letters; longer ones would hold up whoever draws them. */
export const LONGEST_FORMULA = 5_000;

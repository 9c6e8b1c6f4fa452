/** What is wrong at one place of a value from outside. `path` is written as `phases[2].vote.budget`. */
export interface Problem {
	readonly path: string;
	readonly problem:
		| 'missing'
		| 'wrong-type'
		| 'not-allowed'
		| 'empty'
		| 'too-long'
		| 'out-of-range'
		| 'unknown-field'
		| 'duplicate'
		| 'unknown-reference'
		| 'not-earlier'
		/** The minutes of the phases do not add up to it. */
		| 'not-the-sum'
		/** People may write in this phase, and no lane is for it. */
		| 'no-lane'
		/** It is meant to start from what nobody else is ever shown. */
		| 'never-shown';
}

/**
 * Reads an unknown value at `path`. Reports what is wrong to `problems`; what it then returns is never used, because one
 * problem anywhere refuses the whole.
 */
export type Check<T> = (value: unknown, path: string, problems: Problem[]) => T;

type Checked<C> = C extends Check<infer T> ? T : never;
type Fields = Readonly<Record<string, Check<unknown>>>;

/** A failed check's result: the caller looks at `problems` before anybody sees it. */
function refuse<T>(problems: Problem[], path: string, problem: Problem['problem']): T {
	problems.push({ path, problem });
	return undefined as T;
}

/** A string of 1 to `maxLength` characters that is not only space. */
export function text<T extends string = string>(maxLength: number): Check<T> {
	return (value, path, problems) => {
		if (typeof value !== 'string') return refuse(problems, path, 'wrong-type');
		if (value.length > maxLength) return refuse(problems, path, 'too-long');
		if (value.trim() === '') return refuse(problems, path, 'empty');
		return value as T;
	};
}

/** An id as people write it into a file: letters, digits and dashes. */
export function slug<T extends string>(): Check<T> {
	return (value, path, problems) => {
		if (typeof value !== 'string') return refuse(problems, path, 'wrong-type');
		return /^[a-z][a-z0-9-]{0,39}$/.test(value) ? (value as T) : refuse(problems, path, 'not-allowed');
	};
}

export function number(min: number, max: number, step: 'whole' | 'any' = 'whole'): Check<number> {
	return (value, path, problems) => {
		if (typeof value !== 'number' || Number.isNaN(value)) return refuse(problems, path, 'wrong-type');
		const fits = value >= min && value <= max && (step === 'any' || Number.isInteger(value));
		return fits ? value : refuse(problems, path, 'out-of-range');
	};
}

export function oneOf<const T extends string | boolean>(allowed: readonly T[]): Check<T> {
	return (value, path, problems) => {
		const found = allowed.find((one) => one === value);
		if (found !== undefined) return found;
		return refuse(
			problems,
			path,
			allowed.some((one) => typeof one === typeof value) ? 'not-allowed' : 'wrong-type'
		);
	};
}

export function list<T>(item: Check<T>, min: number, max: number): Check<readonly T[]> {
	return (value, path, problems) => {
		if (!Array.isArray(value)) return refuse(problems, path, 'wrong-type');
		if (value.length < min) return refuse(problems, path, 'empty');
		if (value.length > max) return refuse(problems, path, 'too-long');
		// Not `map`, which passes over holes.
		return Array.from<unknown, T>(value, (one, index) => item(one, `${path}[${index}]`, problems));
	};
}

/** An object with exactly these fields; anything else in it is a problem, so that a misspelt field is told and not ignored. */
export function object<R extends Fields, O extends Fields>(
	required: R,
	optional: O
): Check<{ readonly [K in keyof R]: Checked<R[K]> } & { readonly [K in keyof O]?: Checked<O[K]> }> {
	return (value, path, problems) => {
		if (typeof value !== 'object' || value === null || Array.isArray(value))
			return refuse(problems, path, 'wrong-type');
		const given = new Map(Object.entries(value));
		const read: Record<string, unknown> = {};
		const at = (field: string): string => (path === '' ? field : `${path}.${field}`);
		for (const [field, check] of Object.entries(required))
			if (given.has(field)) read[field] = check(given.get(field), at(field), problems);
			else refuse(problems, at(field), 'missing');
		for (const [field, check] of Object.entries(optional))
			if (given.has(field)) read[field] = check(given.get(field), at(field), problems);
		for (const field of given.keys())
			if (!Object.hasOwn(required, field) && !Object.hasOwn(optional, field))
				refuse(problems, at(field.slice(0, 60)), 'unknown-field');
		return read as never;
	};
}

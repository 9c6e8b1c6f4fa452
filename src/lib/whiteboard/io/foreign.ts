import * as v from 'valibot';

/** How files from elsewhere are read: whatever a field holds, there is a value of the right kind, or the entry is skipped. */

/** Farther than any drawing reaches, in whatever units. */
const MAX_NUMBER = 10_000_000;

const plainNumber = v.pipe(v.number(), v.finite(), v.minValue(-MAX_NUMBER), v.maxValue(MAX_NUMBER));

/** A number that must be there. */
export const strictNumber = plainNumber;

export const number = (otherwise: number) => v.fallback(plainNumber, otherwise);

export const text = (otherwise = '') => v.fallback(v.string(), otherwise);

export const oneOf = <const T extends readonly string[]>(values: T, otherwise: T[number]) =>
	v.fallback(v.picklist(values), otherwise);

export const flag = v.fallback(v.boolean(), false);

export const id = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

export const idOrNull = v.fallback(v.nullable(id), null);

/** A list of which what makes no sense is left out; `null` when there is no list at all. */
export function listOf<T>(schema: v.GenericSchema<unknown, T>, most: number) {
	return v.fallback(
		v.pipe(
			v.array(v.unknown()),
			v.transform((items) =>
				items.slice(0, most).flatMap((item): T[] => {
					const result = v.safeParse(schema, item);
					return result.success ? [result.output] : [];
				})
			)
		),
		[]
	);
}

/** Deeper than any drawing nests; the parser itself would cope, the code behind it need not. */
const MAX_DEPTH = 40;

/** Reads JSON that may be anything at all; `undefined` when it is none, or nests without end. */
export function parseJson(json: string): unknown {
	try {
		const value: unknown = JSON.parse(json);
		return isShallow(value, MAX_DEPTH) ? value : undefined;
	} catch {
		return undefined;
	}
}

function isShallow(value: unknown, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return true;
	return levels > 0 && Object.values(value).every((inner) => isShallow(inner, levels - 1));
}

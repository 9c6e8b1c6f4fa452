/** Whether two values from a document are the same, bytes included. */
export function sameValue(a: unknown, b: unknown): boolean {
	if (Object.is(a, b)) return true;
	if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
	const [keysOfA, keysOfB] = [Object.keys(a), Object.keys(b)];
	return (
		keysOfA.length === keysOfB.length &&
		keysOfA.every((key) =>
			sameValue((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key])
		)
	);
}

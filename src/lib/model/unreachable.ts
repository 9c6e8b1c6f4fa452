/**
 * Closes a `switch` over a union: the compiler refuses the call while a case is missing.
 * @throws always: reaching it means that a value escaped its parser.
 */
export function unreachable(value: never): never {
	throw new Error(`unreachable case: ${JSON.stringify(value)}`);
}

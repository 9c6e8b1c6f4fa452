/** Something that the operator has to know or do: one sentence, shown without a stack; exit code 1. */
export class AdminProblem extends Error {
	override readonly name = 'AdminProblem';
}

export function reasonOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

/** The system's code of an error, as `ENOENT`; `null` for an error from elsewhere. */
export function systemCode(error: unknown): string | null {
	return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

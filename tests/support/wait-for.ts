/** Resolves when the condition holds; rejects with `what` when it does not within a time that no healthy machine needs. */
export async function waitFor(
	condition: () => boolean | Promise<boolean>,
	what: string,
	withinMs = 20_000
): Promise<void> {
	const end = performance.now() + withinMs;
	while (!(await condition())) {
		if (performance.now() > end) throw new Error(`Waited ${withinMs} ms in vain: ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

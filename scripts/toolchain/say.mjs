/** Plain lines for people: what is going on, one sentence each. */

export const ROOT = new URL('../../', import.meta.url);

/** @param {string} line */
export function say(line) {
	process.stdout.write(`${line}\n`);
}

/** Something that the user has to do; caught at the top of each script, shown without a stack, exit code 1. */
export class Advice extends Error {
	name = 'Advice';
}

/**
 * Runs a script's main function; an `Advice` ends it with its sentence and exit code 1.
 * @param {() => Promise<number | void>} main the exit code, 0 when it says nothing
 */
export async function runScript(main) {
	try {
		process.exitCode = (await main()) ?? 0;
	} catch (error) {
		if (!(error instanceof Advice)) throw error;
		process.stderr.write(`\n${error.message}\n`);
		process.exitCode = 1;
	}
}

/** @param {number} since from performance.now() */
export function secondsSince(since) {
	return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

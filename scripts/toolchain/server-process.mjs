import { fileURLToPath } from 'node:url';

/**
 * How a server's process is started, however it is: `npm start`, systemd, the image, the bench. A process in which a thousand
 * documents were open and closed again keeps 50 MB with these, 240 MB without (tests/bench/RESULTS.md): V8 lets the space of
 * young objects grow to 96 MB and never gives it back, and the C library keeps what was freed for its many arenas.
 * Each may be overridden from outside.
 */
export const SERVER_PROCESS = {
	NODE_OPTIONS: '--max-semi-space-size=4',
	MALLOC_ARENA_MAX: '2',
	MALLOC_TRIM_THRESHOLD_: '131072'
};

/**
 * Where what was compiled is kept: a worker that opens documents is there after 80 ms of CPU instead of 260, and a reveal waits for it. A
 * folder that only the server's own user may write to, since what lies in it is run.
 */
export const COMPILED = {
	NODE_COMPILE_CACHE: fileURLToPath(new URL('../../.cache/compiled/', import.meta.url))
};

/**
 * The environment of a server's process.
 * @param {NodeJS.ProcessEnv} outside what is set there comes after ours, and so wins
 * @returns {NodeJS.ProcessEnv}
 */
export function serverEnvironment(outside) {
	const options = [SERVER_PROCESS.NODE_OPTIONS, outside.NODE_OPTIONS].filter(Boolean).join(' ');
	return { ...SERVER_PROCESS, ...COMPILED, ...outside, NODE_OPTIONS: options };
}

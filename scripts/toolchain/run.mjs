import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ROOT } from './say.mjs';

/**
 * @typedef {object} Outcome
 * @property {number} code the exit code; 128 when a signal ended it
 * @property {string} output standard output and error together, unless they were inherited
 */

/**
 * Runs a program to its end.
 * @param {readonly string[]} command
 * @param {{ env?: NodeJS.ProcessEnv, show?: 'live' | 'never', limitMinutes?: number }} [options]
 *   `live` passes the output through as it comes; `never` keeps it for the outcome
 * @returns {Promise<Outcome>}
 */
export function run([program, ...parameters], { env = process.env, show = 'live', limitMinutes = 60 } = {}) {
	return new Promise((resolve, reject) => {
		const stream = show === 'live' ? 'inherit' : 'pipe';
		const child = spawn(program, parameters, {
			cwd: fileURLToPath(ROOT),
			env,
			stdio: ['ignore', stream, stream]
		});
		let output = '';
		for (const readable of [child.stdout, child.stderr]) {
			readable?.setEncoding('utf8').on('data', (text) => (output += text));
		}
		const limit = setTimeout(() => {
			output += `\nStopped after ${limitMinutes} minutes.\n`;
			child.kill('SIGKILL');
		}, limitMinutes * 60_000);
		child.on('error', reject);
		child.on('close', (code) => {
			clearTimeout(limit);
			resolve({ code: code ?? 128, output });
		});
	});
}

/**
 * Makes a bare checkout ready, with nothing but a stock Node 18 or newer: packages, the built client, and for the tests
 * the programs that they start. Does only what is missing. `npm start` and `npm test` call it; by hand:
 *
 *   node scripts/setup.mjs [--client] [--tests]
 */
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { buildClient } from './toolchain/build-client.mjs';
import { installPackages } from './toolchain/install.mjs';
import { projectNode } from './toolchain/node.mjs';
import { findPrograms } from './toolchain/programs.mjs';
import { Advice, runScript, say } from './toolchain/say.mjs';

const OLDEST_FOR_SCRIPTS = 18;

/** @param {{ client?: boolean, tests?: boolean }} wanted */
export async function setup({ client = false, tests = false }) {
	if (Number(process.versions.node.split('.')[0]) < OLDEST_FOR_SCRIPTS) {
		throw new Advice(
			`Node ${OLDEST_FOR_SCRIPTS} or newer is needed to set up; this is ${process.versions.node}.`
		);
	}
	await installPackages();
	projectNode();
	if (tests) await findPrograms();
	if (client) await buildClient();
}

if (argv[1] === fileURLToPath(import.meta.url)) {
	await runScript(async () => {
		await setup({ client: argv.includes('--client'), tests: argv.includes('--tests') });
		say('Ready.');
	});
}

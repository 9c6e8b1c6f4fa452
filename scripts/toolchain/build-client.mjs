import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectEnvironment, tool } from './node.mjs';
import { run } from './run.mjs';
import { Advice, ROOT, say, secondsSince } from './say.mjs';

/** Everything that the built client depends on. */
const INPUTS = [
	'src',
	'static',
	'package.json',
	'package-lock.json',
	'svelte.config.js',
	'tsconfig.json',
	'vite.config.ts'
];
/** What each built file imports, as Vite left it. */
export const MANIFEST = new URL('.svelte-kit/output/client/.vite/manifest.json', ROOT);
const STAMP = new URL('build/.inputs', ROOT);

/** Builds the client into build/, unless what is there was made from just these sources. */
export async function buildClient() {
	const wanted = hashOfInputs();
	const isFresh = existsSync(MANIFEST) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted;
	if (isFresh) return;
	const started = performance.now();
	say('Building the client …');
	const { code, output } = await run(tool('vite', ['build', '--logLevel', 'warn']), {
		env: { ...projectEnvironment(), NODE_ENV: 'production' },
		show: 'never'
	});
	if (code !== 0) throw new Advice(`${output}\nThe client could not be built; the reason is above.`);
	writeFileSync(STAMP, wanted);
	say(`Client built in ${secondsSince(started)}.`);
}

function hashOfInputs() {
	const hash = createHash('sha256');
	for (const path of INPUTS.flatMap(filesUnder)) {
		hash.update(`\0${path}\0`).update(readFileSync(new URL(path, ROOT)));
	}
	return hash.digest('hex');
}

/**
 * The files of a folder, or the file itself, tests left out.
 * @param {string} path from the root of the repository
 */
function filesUnder(path) {
	const url = new URL(path, ROOT);
	const found = statSync(url, { throwIfNoEntry: false });
	if (!found) return [];
	if (found.isFile()) return [path];
	return readdirSync(url, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
		.map((entry) => relative(fileURLToPath(ROOT), join(entry.parentPath ?? entry.path, entry.name)))
		.sort();
}

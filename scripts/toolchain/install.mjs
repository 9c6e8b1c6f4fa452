import { existsSync, readFileSync } from 'node:fs';
import { delimiter, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run.mjs';
import { Advice, ROOT, say, secondsSince } from './say.mjs';

/** Installs what package-lock.json names, unless it is there. */
export async function installPackages() {
	if (isInstalled()) return;
	const started = performance.now();
	say('Installing the packages that package-lock.json names …');
	// The devDependencies build the client, whatever NODE_ENV says.
	const { code } = await run(
		[...npm(), 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'],
		{
			env: environmentForNpm()
		}
	);
	if (code !== 0) {
		throw new Advice(
			'`npm ci` failed; its own message is above. Without a network, run it once where there is one.'
		);
	}
	say(`Packages installed in ${secondsSince(started)}.`);
}

/** npm's own list of what it put into node_modules, written last, against the lockfile: a half-done install has none. */
function isInstalled() {
	const list = new URL('node_modules/.package-lock.json', ROOT);
	if (!existsSync(list)) return false;
	const installed = packagesOf(list);
	return Object.entries(packagesOf(new URL('package-lock.json', ROOT))).every(
		([path, wanted]) =>
			path === '' || installed[path]?.version === wanted.version || (wanted.optional && !installed[path])
	);
}

/**
 * @param {URL} file
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function packagesOf(file) {
	return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}

/** The npm that runs this script, else the one in PATH. */
function npm() {
	const { npm_execpath: script, npm_node_execpath: node } = process.env;
	if (script && node && existsSync(node) && /npm-cli\.[cm]?js$/.test(script)) return [node, script];
	return process.platform === 'win32' ? ['npm.cmd'] : ['npm'];
}

/** As if npm had been called by hand: `npm ci` replaces node_modules, so nothing in it may be found on the way. */
function environmentForNpm() {
	const inherited = /^npm_(lifecycle|package|command$)|^INIT_CWD$/;
	const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !inherited.test(name)));
	const modules = fileURLToPath(new URL('node_modules', ROOT)) + sep;
	env.PATH = (env.PATH ?? '')
		.split(delimiter)
		.filter((folder) => !folder.startsWith(modules))
		.join(delimiter);
	return env;
}

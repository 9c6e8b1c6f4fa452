import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.mjs';
import { Advice, ROOT, say } from './say.mjs';

/**
 * @typedef {object} Program what the tests need besides npm's packages
 * @property {string} title
 * @property {string} variable names it in the environment, and passes it on to the tests
 * @property {readonly string[]} commands
 * @property {string} debianPackage
 */

/** @type {Program} */
const CHROMIUM = {
	title: 'Chromium',
	variable: 'CHROMIUM_PATH',
	commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
	debianPackage: 'chromium'
};

/**
 * Chromium without its windows: the same pages for a good quarter less work. The browser tests use it where it is to be had,
 * and Chromium itself where it is not.
 * @type {Program}
 */
const HEADLESS_SHELL = {
	title: 'Chromium’s headless shell',
	variable: 'HEADLESS_SHELL_PATH',
	commands: ['chromium-headless-shell'],
	debianPackage: 'chromium-headless-shell'
};

/** @type {readonly Program[]} */
const PROGRAMS = [
	CHROMIUM,
	{
		title: 'redis-server',
		variable: 'REDIS_SERVER',
		commands: ['redis-server'],
		debianPackage: 'redis-server'
	}
];

/**
 * Finds the programs that the tests start, installs what is missing where that can be done without asking, and
 * names them in the environment.
 */
export async function findPrograms() {
	const isChromiumGiven = Boolean(process.env[CHROMIUM.variable]);
	const missing = PROGRAMS.filter((program) => !locate(program));
	if (missing.length > 0) await installWithApt(missing);
	for (const program of PROGRAMS) process.env[program.variable] = locate(program);
	if (!isChromiumGiven) await findHeadlessShell();
}

/** Tried once in a checkout: it saves time, and nothing depends on it. */
async function findHeadlessShell() {
	const tried = new URL('.cache/headless-shell-tried', ROOT);
	if (!locate(HEADLESS_SHELL) && canUseApt() && !existsSync(tried)) {
		mkdirSync(new URL('.', tried), { recursive: true });
		writeFileSync(tried, '');
		say(`Installing ${HEADLESS_SHELL.debianPackage} with apt-get …`);
		// Of the same version as Chromium, with which it shares its files: another one would change the installed browser.
		const { code, output } = await run(
			['dpkg-query', '--show', '--showformat=${Version}', 'chromium-common'],
			{ show: 'never' }
		);
		const failure =
			code === 0 ? await aptInstall([`${HEADLESS_SHELL.debianPackage}=${output.trim()}`]) : output;
		if (failure !== null) say('It is not to be had here; the browser tests use Chromium itself.');
	}
	const path = locate(HEADLESS_SHELL);
	if (path !== undefined) process.env[HEADLESS_SHELL.variable] = path;
}

/** @param {Program} program */
function locate({ title, variable, commands }) {
	const given = process.env[variable];
	if (given) {
		if (isExecutable(given)) return given;
		throw new Advice(
			`${variable} names ${given}, which is no program. Point it at ${title}, or leave it unset.`
		);
	}
	const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
	return commands.flatMap((command) => folders.map((folder) => join(folder, command))).find(isExecutable);
}

/** @param {string} path */
function isExecutable(path) {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

/** @param {readonly Program[]} missing */
async function installWithApt(missing) {
	const packages = missing.map((program) => program.debianPackage);
	if (!canUseApt()) throw new Advice(adviceFor(missing));
	say(`Installing ${packages.join(' and ')} with apt-get …`);
	const failure = await aptInstall(packages);
	if (failure !== null) throw new Advice(`${failure} ${adviceFor(missing)}`);
	const still = missing.filter((program) => !locate(program));
	if (still.length > 0) throw new Advice(adviceFor(still));
}

/**
 * @param {readonly string[]} packages
 * @returns {Promise<string | null>} what failed
 */
async function aptInstall(packages) {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const patience = ['-o', 'Acquire::Retries=1', '-o', 'Acquire::http::Timeout=20'];
	const install = ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...patience, ...packages];
	for (const command of [['apt-get', 'update', '-qq', ...patience], install]) {
		const { code, output } = await run(command, { env, show: 'never' });
		if (code !== 0) return `${output}\n${command.slice(0, 2).join(' ')} failed.`;
	}
	return null;
}

function canUseApt() {
	if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/etc/os-release'))
		return false;
	return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** @param {readonly Program[]} missing */
function adviceFor(missing) {
	const names = missing.map((program) => program.title).join(' and ');
	const packages = missing.map((program) => program.debianPackage).join(' ');
	const variables = missing.map((program) => program.variable).join(' and ');
	return (
		`The tests need ${names}. On Debian or Ubuntu: sudo apt-get install ${packages}; ` +
		`elsewhere install it and name the program in ${variables}. Then run npm test again.`
	);
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const OURS = at('../../../.cache/bench/whiteboard/ours/');
/** Not devDependencies: nothing else needs them, and tldraw's licence is not one to build on. */
const PEERS = at('../../../.cache/bench/whiteboard/peers/');

const PEERS_PACKAGE = {
	private: true,
	type: 'module',
	dependencies: {
		'@excalidraw/excalidraw': '0.18.1',
		'@tldraw/assets': '5.4.2',
		'@vitejs/plugin-react': '4.7.0',
		react: '18.3.1',
		'react-dom': '18.3.1',
		tldraw: '5.4.2',
		vite: '6.4.6'
	}
};

export const SUBJECTS = ['commonplace', 'tldraw', 'excalidraw'] as const;
export type SubjectName = (typeof SUBJECTS)[number];

/** A page that is ready to be served. */
export interface BuiltPage {
	readonly name: SubjectName;
	readonly folder: string;
	readonly path: string;
}

/** Builds the page of each subject; installs the peers where they are not yet. */
export async function buildPages(subjects: readonly SubjectName[]): Promise<BuiltPage[]> {
	if (subjects.some((name) => name !== 'commonplace')) await installPeers();
	const pages: BuiltPage[] = [];
	for (const name of subjects)
		if (name === 'commonplace') {
			const vite = at('../../../node_modules/vite/bin/vite.js');
			await execute(
				process.execPath,
				[vite, 'build', '--logLevel', 'warn', '--config', at('page/vite.config.ts')],
				{
					cwd: at('../../../')
				}
			);
			pages.push({ name, folder: OURS, path: '/bench/whiteboard/' });
		} else {
			await execute(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error'], {
				cwd: PEERS,
				peer: name
			});
			pages.push({ name, folder: `${PEERS}built/${name}`, path: '/' });
		}
	return pages;
}

async function installPeers(): Promise<void> {
	const wanted = JSON.stringify(PEERS_PACKAGE, null, 2);
	mkdirSync(PEERS, { recursive: true });
	const isThere =
		existsSync(`${PEERS}node_modules/.package-lock.json`) &&
		readFileSync(`${PEERS}package.json`, 'utf8') === wanted;
	if (!isThere) {
		writeFileSync(`${PEERS}package.json`, wanted);
		await execute('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: PEERS });
	}
	rmSync(`${PEERS}peers`, { recursive: true, force: true });
	cpSync(at('peers/'), `${PEERS}peers`, { recursive: true });
	cpSync(at('peers/build.config.mjs'), `${PEERS}vite.config.mjs`);
	for (const shared of ['scene.ts', 'board-page.ts']) cpSync(at(shared), `${PEERS}${shared}`);
}

async function execute(
	command: string,
	args: readonly string[],
	{ cwd, peer }: { readonly cwd: string; readonly peer?: SubjectName }
): Promise<void> {
	const env = { ...process.env, NODE_ENV: 'production', ...(peer === undefined ? {} : { PEER: peer }) };
	// npm leaves out what a production install has no need of; here Vite is what is needed.
	if (command === 'npm') Object.assign(env, { NODE_ENV: 'development' });
	const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] });
	const [code] = (await once(child, 'exit')) as [number | null];
	if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed; the reason is above.`);
}

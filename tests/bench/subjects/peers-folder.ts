import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Where the peers live: not devDependencies, since nothing else needs them and some have licences that nothing of ours may build on. */
export const PEERS = fileURLToPath(new URL('../../../.cache/bench/peers/', import.meta.url));

const PACKAGE = {
	private: true,
	type: 'module',
	dependencies: {
		'@hocuspocus/extension-database': '4.7.0',
		'@hocuspocus/server': '4.7.0',
		// The last one for Yjs 13; it leaves the choice of `ws` open.
		'@y/websocket-server': '0.1.1',
		ws: '8.23.0',
		'y-leveldb': '0.1.2',
		'y-protocols': '1.0.7',
		'y-socket.io': '1.1.3',
		yjs: '13.6.33'
	}
};

/** Installs the peers where they are not yet. */
export async function installPeers(): Promise<void> {
	const wanted = JSON.stringify(PACKAGE, null, 2);
	const file = `${PEERS}package.json`;
	await mkdir(PEERS, { recursive: true });
	if (existsSync(`${PEERS}node_modules/.package-lock.json`) && (await readFile(file, 'utf8')) === wanted)
		return;
	await writeFile(file, wanted);
	const npm = spawn('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], {
		cwd: PEERS,
		stdio: 'inherit'
	});
	const [code] = (await once(npm, 'exit')) as [number | null];
	if (code !== 0) throw new Error('The peers could not be installed; npm says why above.');
}

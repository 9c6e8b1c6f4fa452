import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { BenchClient, type Address } from './bench-client.ts';
import { hocuspocus, yWebsocket, type Dialect } from './dialect.ts';

/** A server under measurement. */
export interface Subject {
	readonly name: string;
	readonly pid: number;
	/** Addresses of this many new, empty documents. */
	documents(count: number): Promise<Address[]>;
	stop(): Promise<void>;
}

const FOLDER = fileURLToPath(new URL('../../.cache/bench/', import.meta.url));

/** Not devDependencies: nothing else needs them. */
const PACKAGE = {
	private: true,
	type: 'module',
	dependencies: {
		'@hocuspocus/server': '4.7.0',
		// The last one for Yjs 13; it leaves the choice of `ws` open.
		'@y/websocket-server': '0.1.1',
		ws: '8.23.0',
		'y-protocols': '1.0.7',
		yjs: '13.6.33'
	}
};

/** As its README starts it, listening where we say, asking nobody for a token. */
const HOCUSPOCUS = `import { Server } from '@hocuspocus/server';
await new Server({ port: Number(process.env.PORT), address: '127.0.0.1', quiet: true }).listen();
`;

/** Installs the peers where they are not yet. */
export async function installPeers(): Promise<void> {
	const wanted = JSON.stringify(PACKAGE, null, 2);
	const file = `${FOLDER}package.json`;
	await mkdir(FOLDER, { recursive: true });
	if (existsSync(`${FOLDER}node_modules/.package-lock.json`) && (await readFile(file, 'utf8')) === wanted)
		return;
	await writeFile(file, wanted);
	await writeFile(`${FOLDER}hocuspocus.mjs`, HOCUSPOCUS);
	const npm = spawn('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], {
		cwd: FOLDER,
		stdio: 'inherit'
	});
	const [code] = (await once(npm, 'exit')) as [number | null];
	if (code !== 0) throw new Error('The peers could not be installed; npm says why above.');
}

export function startYWebsocketServer(): Promise<Subject> {
	return startPeer(
		'y-websocket-server',
		'node_modules/@y/websocket-server/src/server.js',
		yWebsocket,
		(name) => name
	);
}

export function startHocuspocus(): Promise<Subject> {
	return startPeer('hocuspocus', 'hocuspocus.mjs', hocuspocus, () => '');
}

async function startPeer(
	name: string,
	script: string,
	dialect: Dialect,
	path: (document: string) => string
): Promise<Subject> {
	const port = await freePort();
	const server = spawn(process.execPath, [script], {
		cwd: FOLDER,
		env: { ...process.env, HOST: '127.0.0.1', PORT: String(port) },
		stdio: ['ignore', 'ignore', 'inherit']
	});
	const address = (document: string): Address => ({
		url: `ws://127.0.0.1:${port}/${path(document)}`,
		headers: {},
		document,
		dialect
	});
	await answering(address('first'), server);
	let made = 0;
	return {
		name,
		pid: server.pid!,
		documents: async (count) => Array.from({ length: count }, () => address(`document-${(made += 1)}`)),
		async stop() {
			const exited = once(server, 'exit');
			server.kill('SIGKILL');
			await exited;
		}
	};
}

/** Tries until the server lets somebody join. */
async function answering(address: Address, server: ChildProcess): Promise<void> {
	const giveUpAt = performance.now() + 20_000;
	for (;;) {
		try {
			(await BenchClient.join(address)).close();
			return;
		} catch (error) {
			if (performance.now() > giveUpAt || server.exitCode !== null) throw error;
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
	}
}

async function freePort(): Promise<number> {
	const probe = createServer().listen(0, '127.0.0.1');
	await once(probe, 'listening');
	const address = probe.address();
	probe.close();
	await once(probe, 'close');
	if (address === null || typeof address === 'string') throw new Error('No port.');
	return address.port;
}

/** `npm start`: sets up what is missing, runs the server and says where it is to be found. */
import { spawn } from 'node:child_process';
import { networkInterfaces } from 'node:os';
import { fileURLToPath } from 'node:url';
import { setup } from './setup.mjs';
import { projectEnvironment, projectNode } from './toolchain/node.mjs';
import { ROOT, runScript, say } from './toolchain/say.mjs';
import { serverEnvironment } from './toolchain/server-process.mjs';

const PARENT_CHECK_MS = 500;

await runScript(async () => {
	await setup({ client: true });
	say('Starting the server …');
	return serve();
});

/** @returns {Promise<number>} the server's exit code */
function serve() {
	const server = spawn(projectNode(), ['server/main.ts'], {
		cwd: fileURLToPath(ROOT),
		// In a terminal the address matters, not each request; whoever collects logs sets LOG_LEVEL=info.
		env: { LOG_LEVEL: 'warn', ...serverEnvironment(projectEnvironment()) },
		stdio: ['ignore', 'inherit', 'inherit', 'ipc']
	});
	server.on('message', (message) => {
		if (isReady(message)) sayAddresses(message.origin);
	});
	// Ctrl-C in a terminal reaches the server by itself too; a second signal changes nothing there.
	for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
		process.on(signal, () => server.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal));
	}
	stopWithParent(server);
	return new Promise((resolve, reject) => {
		server.on('error', reject);
		server.on('exit', (code) => resolve(code ?? 1));
	});
}

/**
 * A supervisor's SIGTERM reaches npm, whose shell ends without handing it on: we notice that our parent is gone.
 * @param {import('node:child_process').ChildProcess} server
 */
function stopWithParent(server) {
	const parent = process.ppid;
	const watch = setInterval(() => {
		if (process.ppid === parent) return;
		clearInterval(watch);
		server.kill('SIGTERM');
	}, PARENT_CHECK_MS);
	watch.unref();
}

/**
 * @param {unknown} message
 * @returns {message is { ready: true, origin: string }}
 */
function isReady(message) {
	return typeof message === 'object' && message !== null && 'ready' in message && 'origin' in message;
}

/** @param {string} origin as the server names it */
function sayAddresses(origin) {
	say(`\nCommonplace is ready. Open\n\n    ${origin}`);
	const { HOST: host, PUBLIC_ORIGIN: isPublic } = process.env;
	if (!isPublic && (!host || host === '0.0.0.0' || host === '::')) {
		for (const address of localAddresses())
			say(`    ${origin.replace('localhost', address)}    from other devices here`);
	}
	say('\nStop it with Ctrl-C.\n');
}

function localAddresses() {
	return Object.values(networkInterfaces())
		.flatMap((addresses) => addresses ?? [])
		.filter(({ internal, family }) => !internal && family === 'IPv4')
		.map(({ address }) => address);
}

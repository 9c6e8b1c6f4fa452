/** `npm start`: sets up what is missing, runs the server and says where it is to be found. */
import { spawn } from 'node:child_process';
import { networkInterfaces } from 'node:os';
import { fileURLToPath } from 'node:url';
import { setup } from './setup.mjs';
import { projectEnvironment, projectNode } from './toolchain/node.mjs';
import { ROOT, runScript, say } from './toolchain/say.mjs';

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
		env: { LOG_LEVEL: 'warn', ...projectEnvironment() },
		stdio: ['ignore', 'inherit', 'inherit', 'ipc']
	});
	server.on('message', (message) => {
		if (isReady(message)) sayAddresses(message.origin);
	});
	process.on('SIGTERM', () => server.kill('SIGTERM'));
	process.on('SIGHUP', () => server.kill('SIGTERM'));
	// Ctrl-C in a terminal reaches the server too; told twice, it would stop at once instead of orderly.
	process.on('SIGINT', () => {
		if (!process.stdin.isTTY) server.kill('SIGINT');
	});
	return new Promise((resolve, reject) => {
		server.on('error', reject);
		server.on('exit', (code) => resolve(code ?? 1));
	});
}

/**
 * @param {unknown} message
 * @returns {message is { ready: true, origin: string }}
 */
function isReady(message) {
	return typeof message === 'object' && message !== null && 'ready' in message && 'origin' in message;
}

/** @param {string} origin where the server listens */
function sayAddresses(origin) {
	const { protocol, hostname, port } = new URL(origin);
	const isEverywhere = ['0.0.0.0', '[::]'].includes(hostname);
	const at = (/** @type {string} */ host) => `${protocol}//${host}${port ? `:${port}` : ''}`;
	say(`\nCommonplace is ready. Open\n\n    ${isEverywhere ? at('localhost') : origin}`);
	if (isEverywhere) for (const address of localAddresses()) say(`    ${at(address)}    (from this network)`);
	say('\nStop it with Ctrl-C.\n');
}

function localAddresses() {
	return Object.values(networkInterfaces())
		.flatMap((addresses) => addresses ?? [])
		.filter(({ internal, family }) => !internal && family === 'IPv4')
		.map(({ address }) => address);
}

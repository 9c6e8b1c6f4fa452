import { sveltekit } from '@sveltejs/kit/vite';
import type { Plugin } from 'vite';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import { firstLoadFiles } from './scripts/toolchain/first-load-files.mjs';

/** The server that `npm run dev` starts beside Vite; see scripts/dev.mjs. */
const server = process.env.DEV_SERVER_ORIGIN ?? 'http://127.0.0.1:4600';

/** Two cores are what we promise to need. Said for each project: what does not extend this file does not take it over. */
const WORKERS = 2;

/**
 * How long a test may take, and wait for what it polls: to end one that hangs, and no measure of speed. On a machine that is
 * busy with other things a second of work takes ten.
 */
const PATIENCE = { testTimeout: 30_000, hookTimeout: 30_000, expect: { poll: { timeout: 20_000 } } } as const;

export default defineConfig({
	plugins: [sveltekit(), websocketOnly(), plainLib0(), firstLoadFiles()],
	// The smallest fonts of formulas would be written into their style sheet, which the page's policy refuses.
	build: { assetsInlineLimit: (file) => (file.endsWith('.woff2') ? false : undefined) },
	cacheDir: process.env.VITE_CACHE_DIR ?? 'node_modules/.vite',
	// Two copies of Yjs in one bundle break instanceof checks, and with them everything.
	resolve: { dedupe: ['yjs', 'lib0', 'y-protocols'] },
	server: {
		proxy: {
			'/api': { target: server, xfwd: true },
			'/read': { target: server, xfwd: true },
			'/sync': { target: server, ws: true, xfwd: true },
			'/socket.io': { target: server, ws: true, xfwd: true }
		}
	},
	test: {
		maxWorkers: WORKERS,
		projects: [
			// The client's code goes through the Svelte compiler (`.svelte.ts`), the server's runs as it is.
			{
				extends: true,
				test: { name: 'unit', include: ['src/**/*.test.ts'], environment: 'node', ...PATIENCE }
			},
			node('server', { include: ['server/**/*.test.ts'] }),
			node('contract', { include: ['tests/contract/**/*.test.ts'] }),
			node('integration', {
				include: ['tests/integration/**/*.test.ts'],
				testTimeout: 60_000
			}),
			// They measure what is left over under abuse: one at a time, with the machine to themselves.
			node('faults', {
				include: ['tests/faults/*.test.ts'],
				testTimeout: 300_000,
				hookTimeout: 60_000,
				fileParallelism: false
			}),
			// They kill servers of their own and mostly wait for the next one to be up.
			node('deaths', {
				include: ['tests/faults/deaths/*.test.ts'],
				testTimeout: 300_000,
				hookTimeout: 60_000
			})
		]
	}
});

/** The session speaks over WebSocket alone: Socket.IO's other ways to travel need not be loaded. */
function websocketOnly(): Plugin {
	const others =
		/[/\\]engine[.]io-client[/\\].*[/\\](polling-xhr|polling-fetch|webtransport)([.]node)?[.]js$/;
	return {
		name: 'websocket-only',
		enforce: 'pre',
		load: (id) => (others.test(id) ? 'export class XHR {}\nexport class Fetch {}\nexport class WT {}' : null)
	};
}

/**
 * What Yjs and its provider would bring along and nobody here uses. They warn in colours: the library that paints them, with a
 * schema language under it, is larger than the whole undo. And tabs meet at the server, not in a BroadcastChannel.
 */
function plainLib0(): Plugin {
	const inPlaceOf: Readonly<Record<string, string>> = {
		logging: `const plain = (words) => words.filter((word) => typeof word !== 'symbol');
			export const BOLD = Symbol(), UNBOLD = Symbol(), RED = Symbol(), ORANGE = Symbol();
			export const print = (...words) => console.log(...plain(words));
			export const warn = (...words) => console.warn(...plain(words));`,
		broadcastchannel: 'export const publish = () => {}, subscribe = publish, unsubscribe = publish;'
	};
	return {
		name: 'plain-lib0',
		enforce: 'pre',
		load: (id) => inPlaceOf[/[/\\]lib0[/\\](\w+)[.]js$/.exec(id)?.[1] ?? ''] ?? null
	};
}

type NodeTests = NonNullable<Extract<TestProjectConfiguration, { test?: unknown }>['test']>;

function node(name: string, test: NodeTests): TestProjectConfiguration {
	const base = { environment: 'node', pool: 'forks', maxWorkers: WORKERS, ...PATIENCE } as const;
	return { extends: false, test: { name, ...base, ...test } };
}

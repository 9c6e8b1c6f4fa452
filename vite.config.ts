import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

/** The server that `npm run dev` starts beside Vite; see scripts/dev.mjs. */
const server = process.env.DEV_SERVER_ORIGIN ?? 'http://127.0.0.1:4600';

export default defineConfig({
	plugins: [sveltekit()],
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
	}
});

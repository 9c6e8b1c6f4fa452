import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The whiteboard by itself, at /bench/whiteboard: the app's own build has no such address. */
export default defineConfig({
	root: at('.'),
	base: '/bench/whiteboard/',
	plugins: [svelte({ configFile: false })],
	resolve: {
		alias: { $lib: at('../../../../src/lib') },
		dedupe: ['yjs', 'lib0', 'y-protocols']
	},
	build: {
		outDir: at('../../../../.cache/bench/whiteboard/ours/bench/whiteboard'),
		emptyOutDir: true,
		target: 'es2022',
		assetsInlineLimit: 0,
		reportCompressedSize: false
	}
});

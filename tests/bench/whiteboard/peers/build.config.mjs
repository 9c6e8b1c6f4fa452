import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const peer = process.env.PEER;

export default defineConfig({
	root: `peers/${peer}`,
	base: './',
	plugins: [react()],
	define: { 'process.env.IS_PREACT': '"false"' },
	build: {
		outDir: `../../built/${peer}`,
		emptyOutDir: true,
		target: 'es2022',
		assetsInlineLimit: 0,
		reportCompressedSize: false
	}
});

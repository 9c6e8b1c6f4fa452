import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	kit: {
		// A single-page app: the server answers every unknown address with `app.html`, and the client routes it.
		adapter: adapter({ fallback: 'app.html', precompress: true, strict: false }),
		csp: {
			mode: 'hash',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				'style-src': ['self'],
				// Svelte and ProseMirror set style attributes; no inline <style> or script is allowed.
				'style-src-attr': ['unsafe-inline'],
				'img-src': ['self', 'data:', 'blob:'],
				'connect-src': ['self'],
				'font-src': ['self'],
				'object-src': ['none'],
				'base-uri': ['none'],
				'form-action': ['self']
			}
		},
		// We do it ourselves (hooks.client.ts): it may be refused.
		serviceWorker: { register: false },
		typescript: {
			config: (config) => {
				// tests/ has projects of its own: most of it runs in Node, without the DOM.
				config.include = config.include.filter((/** @type {string} */ path) => !/^\.\.\/tests?\//.test(path));
				config.include.push('../playwright.config.ts');
			}
		}
	}
};

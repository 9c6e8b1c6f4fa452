import type { Context } from 'hono';
import type { AppEnv } from './request.ts';

/**
 * What a page that draws diagrams has in a frame. Whatever runs in it has no origin and no network, also where somebody opens it
 * by its address: the library is handed in by whoever frames it, and a picture is handed out.
 */
const POLICY =
	"sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; frame-ancestors 'self'";

const SCRIPT = `
addEventListener('message', (event) => {
	const [port] = event.ports;
	if (!port || typeof event.data?.script !== 'string') return;
	const library = document.createElement('script');
	library.textContent = event.data.script;
	document.head.append(library);
	let count = 0;
	port.onmessage = async ({ data }) => {
		const id = 'd' + ++count;
		try {
			mermaid.initialize({
				startOnLoad: false,
				securityLevel: 'strict',
				theme: data.isDark ? 'dark' : 'neutral',
				htmlLabels: false,
				flowchart: { htmlLabels: false },
				maxTextSize: 20000,
				maxEdges: 400,
				fontFamily: 'system-ui, sans-serif',
				secure: ['secure', 'securityLevel', 'startOnLoad', 'maxTextSize', 'maxEdges', 'htmlLabels', 'fontFamily']
			});
			const { svg } = await mermaid.render(id, data.source);
			const whole = new DOMParser().parseFromString(svg, 'text/html').querySelector('svg');
			const box = whole.viewBox.baseVal;
			whole.setAttribute('width', String(Math.ceil(box.width)));
			whole.setAttribute('height', String(Math.ceil(box.height)));
			whole.style.maxWidth = '';
			port.postMessage({ svg: new XMLSerializer().serializeToString(whole) });
		} catch (error) {
			port.postMessage({ why: String(error?.message ?? error) });
		} finally {
			document.getElementById('d' + id)?.remove();
		}
	};
	port.postMessage({ ready: true });
}, { once: true });
`;

const FRAME = `<!doctype html><meta charset="utf-8"><title>Drawing</title><body><script>${SCRIPT}</script></body>`;

export function drawingFrame(c: Context<AppEnv>): Response {
	return c.html(FRAME, 200, { 'content-security-policy': POLICY, 'cache-control': 'no-cache' });
}

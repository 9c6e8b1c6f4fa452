import mermaidAddress from 'mermaid/dist/mermaid.min.js?url';

/** Served by our server with a policy of its own; see server/routes/drawing-frame.ts. */
const FRAME = '/read/drawing-frame';

/** A source that takes longer draws nothing that anybody waits for. */
const PATIENCE_MS = 15_000;

/** Letters of an answer: a picture of more would hold up every reader. */
const LARGEST_SVG = 2_000_000;

export type MermaidAnswer =
	| { readonly at: 'drawn'; readonly svg: string }
	| { readonly at: 'wrong' | 'unavailable'; readonly why: string };

interface Frame {
	readonly element: HTMLIFrameElement;
	readonly port: MessagePort;
}

/** Mermaid in a frame without an origin, which is made anew when it gives no answer. One drawing after another. */
export class SandboxedMermaid {
	#frame: Promise<Frame> | null = null;
	#last: Promise<unknown> = Promise.resolve();

	draw(source: string, isDark: boolean): Promise<MermaidAnswer> {
		const next = this.#last.then(() => this.#drawNow(source, isDark));
		this.#last = next;
		return next;
	}

	destroy(): void {
		void this.#frame?.then(({ element }) => element.remove()).catch(() => undefined);
		this.#frame = null;
	}

	async #drawNow(source: string, isDark: boolean): Promise<MermaidAnswer> {
		this.#frame ??= openFrame();
		try {
			const { port } = await this.#frame;
			const answer = await answerOf(port, () => port.postMessage({ source, isDark }));
			return readAnswer(answer);
		} catch {
			const frame = await this.#frame.catch(() => null);
			frame?.element.remove();
			this.#frame = null;
			return { at: 'unavailable', why: '' };
		}
	}
}

/** The library comes over our own connection and is handed in: the frame itself may fetch nothing. */
async function openFrame(): Promise<Frame> {
	const response = await fetch(mermaidAddress);
	if (!response.ok) throw new Error(`The library was answered with ${response.status}`);
	const script = await response.text();
	const element = document.createElement('iframe');
	element.setAttribute('sandbox', 'allow-scripts');
	element.setAttribute('aria-hidden', 'true');
	element.tabIndex = -1;
	// Not `display: none`: what has no size cannot measure its words.
	element.style.cssText =
		'position:fixed;inset-inline-start:-9999px;inset-block-start:0;inline-size:1200px;block-size:900px;border:0;visibility:hidden';
	element.src = FRAME;
	const loaded = new Promise<void>((resolve) => (element.onload = () => resolve()));
	document.body.append(element);
	try {
		await Promise.race([loaded, late()]);
		const { port1, port2 } = new MessageChannel();
		// It has no origin that could be named, and what is sent is public.
		await answerOf(port1, () => element.contentWindow?.postMessage({ script }, '*', [port2]));
		return { element, port: port1 };
	} catch (error) {
		element.remove();
		throw error;
	}
}

function answerOf(port: MessagePort, ask: () => void): Promise<unknown> {
	const answer = new Promise<unknown>((resolve) => {
		port.onmessage = ({ data }) => resolve(data);
	});
	ask();
	return Promise.race([answer, late()]);
}

function late(): Promise<never> {
	return new Promise((_, reject) => setTimeout(() => reject(new Error('No answer')), PATIENCE_MS));
}

/** What comes out of the frame is somebody else's, like what went in. */
function readAnswer(answer: unknown): MermaidAnswer {
	const fields = (typeof answer === 'object' && answer !== null ? answer : {}) as Record<string, unknown>;
	if (typeof fields.svg === 'string' && fields.svg.length <= LARGEST_SVG)
		return { at: 'drawn', svg: fields.svg };
	return { at: 'wrong', why: typeof fields.why === 'string' ? fields.why : '' };
}

import { whenIdle } from '$lib/ui/when-idle.ts';
import type { OpenDocument } from '$lib/sync/open-document.ts';
import type { Editor } from './editor.svelte.ts';
import { listenToIncoming } from './input/incoming.ts';
import { Pointers } from './input/pointers.ts';
import { watchTextKeyboard } from './input/text-keyboard.ts';
import { putBackLosses } from './putting-back.ts';
import { readTheme } from './render/board-theme.ts';
import { createMeasure } from './render/faces.ts';
import { Renderer, type Canvases } from './render/renderer.ts';
import { adoptStrokes } from './tools/pen.ts';

/** A stroke whose tab is gone for so long is adopted by its author. */
const ADOPT_AFTER_MS = 3_000;
/** For so long after opening, the first content that arrives is brought into view. */
const SETTLING_MS = 2_000;
/** What the first look does without is fetched so soon after it at the latest. */
const LATER_WITHIN_MS = 400;

export interface WiredParts {
	readonly editor: Editor;
	readonly canvases: Canvases;
	/** How the document is called, for versions; `null` keeps none. */
	readonly keepsVersionsOf: OpenDocument | null;
	/** How much of the board lies under a phone's keyboard, in CSS pixels. */
	readonly onCovered: (px: number) => void;
	/** Fetches components that the first look does without. */
	readonly fetchLater: () => void;
}

export interface Wiring {
	readonly renderer: Renderer;
	readonly pointers: Pointers;
	stop(): void;
}

/** Connects an editor with the page: what is drawn when something changed, and where pointers, files and sizes go. */
export function wireBoard({ editor, canvases, keepsVersionsOf, onCovered, fetchLater }: WiredParts): Wiring {
	const { board, scene } = editor;
	const { surface } = canvases;
	const renderer = new Renderer(editor, canvases);
	const pointers = new Pointers(editor, surface);
	const stops: (() => void)[] = [];
	let isStopped = false;

	const openedAt = performance.now();
	stops.push(
		board.observe((change) => {
			const wasEmpty = scene.size === 0;
			renderer.repaint(scene.follow(change));
			editor.changed();
			// What the offline copy did not have yet.
			if (wasEmpty && !change.local && performance.now() - openedAt < SETTLING_MS) editor.fit();
		}),
		editor.images.observe((hash) => {
			const shown = [...scene.items()].filter(({ shape }) => shape.type === 'image' && shape.hash === hash);
			renderer.repaint({ boxes: shown.map(({ painted }) => painted), added: [] });
		}),
		listenToIncoming(editor, surface),
		watchTextKeyboard(surface, onCovered),
		followSize(editor, surface),
		followFaces(editor, renderer)
	);
	if (!editor.readonly) stops.push(putBackLosses(editor));
	const themes = new MutationObserver(() => renderer.reset());
	themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
	const adopting = setTimeout(() => adoptStrokes(editor), ADOPT_AFTER_MS);

	/** Unless the board was closed meanwhile, or what is needed cannot be had. */
	function later<Module>(coming: Promise<Module>, start: (module: Module) => () => void): void {
		coming.then(
			(module) => void (isStopped || stops.push(start(module))),
			() => undefined
		);
	}

	// Whoever needs one of these before asks for it at once; should they not come, whoever needs them asks again.
	whenIdle(() => {
		if (isStopped) return;
		void editor.commands.load().catch(() => undefined);
		editor.tools.select.fetch?.();
		fetchLater();
		later(import('./input/outgoing.ts'), ({ listenToOutgoing }) => listenToOutgoing(editor, surface));
		if (keepsVersionsOf !== null)
			later(import('./versions/automatic.ts'), ({ keepVersions }) => keepVersions(board, keepsVersionsOf));
	}, LATER_WITHIN_MS);

	return {
		renderer,
		pointers,
		stop() {
			isStopped = true;
			clearTimeout(adopting);
			themes.disconnect();
			editor.tools[editor.tool].finish?.();
			editor.edit(null);
			for (const stop of stops) stop();
			pointers.destroy();
			renderer.destroy();
		}
	};
}

function followSize(editor: Editor, surface: HTMLElement): () => void {
	const sizes = new ResizeObserver(([entry]) => {
		const isFirst = editor.viewport.w <= 1;
		editor.resize({ w: entry!.contentRect.width, h: entry!.contentRect.height });
		if (isFirst) editor.fit();
	});
	sizes.observe(surface);
	return () => sizes.disconnect();
}

/** Words were measured in a fallback face until the right one is here; each face comes when it is first used. */
function followFaces(editor: Editor, renderer: Renderer): () => void {
	const remeasure = (): void => {
		editor.scene.reload(createMeasure(readTheme(document.documentElement).families));
		renderer.reset();
		editor.changed();
	};
	document.fonts.addEventListener('loadingdone', remeasure);
	return () => document.fonts.removeEventListener('loadingdone', remeasure);
}

import { whenIdle } from '$lib/ui/when-idle.ts';
import type { OpenDocument } from '$lib/sync/open-document.ts';
import type { Editor } from './editor.svelte.ts';
import { listenToIncoming } from './input/incoming.ts';
import { Pointers } from './input/pointers.ts';
import { keepDrawn } from './kept-drawn.ts';
import { putBackLosses } from './putting-back.ts';
import type { Canvases, Renderer } from './render/renderer.ts';
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
	/** Fetches components that the first look does without. */
	readonly fetchLater: () => void;
}

export interface Wiring {
	readonly renderer: Renderer;
	readonly pointers: Pointers;
	stop(): void;
}

/** Connects an editor with the page: what is drawn when something changed, and where pointers, files and sizes go. */
export function wireBoard({ editor, canvases, keepsVersionsOf, fetchLater }: WiredParts): Wiring {
	const { board } = editor;
	const { surface } = canvases;
	const openedAt = performance.now();
	const drawn = keepDrawn(editor, canvases, {
		// What the offline copy did not have yet.
		onFirstContent: () => void (performance.now() - openedAt < SETTLING_MS && editor.fit()),
		onSize: (isFirst) => void (isFirst && editor.fit())
	});
	const pointers = new Pointers(editor, surface);
	const stops = [listenToIncoming(editor, surface)];
	let isStopped = false;
	if (!editor.readonly) stops.push(putBackLosses(editor));
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
		// A panel that opens before its content has come grows under the pointer that goes for it.
		void import('./chrome/MoreTools.svelte').catch(() => undefined);
		fetchLater();
		later(import('./input/outgoing.ts'), ({ listenToOutgoing }) => listenToOutgoing(editor, surface));
		if (keepsVersionsOf !== null)
			later(import('./versions/automatic.ts'), ({ keepVersions }) => keepVersions(board, keepsVersionsOf));
	}, LATER_WITHIN_MS);

	return {
		renderer: drawn.renderer,
		pointers,
		stop() {
			isStopped = true;
			clearTimeout(adopting);
			editor.tools[editor.tool].finish?.();
			editor.edit(null);
			for (const stop of stops) stop();
			pointers.destroy();
			drawn.stop();
		}
	};
}

import type { Editor } from './editor.svelte.ts';
import { readTheme } from './render/board-theme.ts';
import { createMeasure } from './render/faces.ts';
import { Renderer, type Canvases } from './render/renderer.ts';

export interface KeptDrawn {
	readonly renderer: Renderer;
	stop(): void;
}

export interface KeptDrawnOptions {
	/** Others brought the first things to a board that was empty. */
	readonly onFirstContent: () => void;
	/** The surface has a size now, or another one. */
	readonly onSize: (isFirst: boolean) => void;
}

/** Draws an editor's board whenever something changed: the document, its images, the size, the theme, the faces. */
export function keepDrawn(
	editor: Editor,
	canvases: Canvases,
	{ onFirstContent, onSize }: KeptDrawnOptions
): KeptDrawn {
	const { board, scene } = editor;
	const renderer = new Renderer(editor, canvases);
	const themes = new MutationObserver(() => renderer.reset());
	themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
	const stops = [
		board.observe((change) => {
			const wasEmpty = scene.size === 0;
			renderer.repaint(scene.follow(change));
			editor.changed();
			if (wasEmpty && !change.local) onFirstContent();
		}),
		editor.images.observe((hash) => {
			const shown = [...scene.items()].filter(({ shape }) => shape.type === 'image' && shape.hash === hash);
			renderer.repaint({ boxes: shown.map(({ painted }) => painted), added: [] });
		}),
		followSize(editor, canvases.surface, onSize),
		followFaces(editor, renderer),
		() => themes.disconnect()
	];
	return {
		renderer,
		stop() {
			for (const stop of stops) stop();
			renderer.destroy();
		}
	};
}

function followSize(editor: Editor, surface: HTMLElement, onSize: (isFirst: boolean) => void): () => void {
	const sizes = new ResizeObserver(([entry]) => {
		const isFirst = editor.viewport.w <= 1;
		editor.resize({ w: entry!.contentRect.width, h: entry!.contentRect.height });
		onSize(isFirst);
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

import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { Credentials } from '$lib/sync/credentials.ts';
import type { DocumentName } from '#protocol/documents.ts';
import { Board } from '#model/whiteboard/board.ts';
import { Editor } from './editor.svelte.ts';
import { BoardImages } from './images/board-images.ts';
import { Presence } from './presence.ts';
import { Elbows } from './render/elbows.ts';
import { Scene } from './render/scene.ts';
import type { Measure } from './render/text-layout.ts';

/** Letters as wide as they are high, for tests without a canvas. */
export const measure: Measure = (text) => text.length * 100;

/** Somebody's tab with an empty board, for tests; `close` it. */
export function openEditor(
	me: string,
	doc = new Y.Doc(),
	readonly = false
): { editor: Editor; awareness: Awareness; close: () => void } {
	const board = new Board(doc);
	const scene = new Scene(board, measure);
	scene.goAround(new Elbows());
	const awareness = new Awareness(doc);
	const presence = new Presence(awareness, () => undefined);
	const images = new BoardImages({
		document: me as DocumentName,
		credentials: new Credentials(),
		writes: false,
		hasWaiting: false
	});
	const editor = new Editor({
		board,
		scene,
		presence,
		images,
		me,
		readonly,
		invalidate: () => undefined
	});
	board.observe((change) => {
		scene.follow(change);
		editor.changed();
	});
	const close = (): void => {
		presence.destroy();
		awareness.destroy();
		editor.steps.history.destroy();
		board.destroy();
	};
	return { editor, awareness, close };
}

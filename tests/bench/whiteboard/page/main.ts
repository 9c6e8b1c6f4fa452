import '$lib/ui/fonts.css';
import '$lib/ui/tokens.css';
import '$lib/ui/base.css';
import { mount } from 'svelte';
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { DocumentName } from '#protocol/documents.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { seedWhiteboard } from '#model/whiteboard/seed.ts';
import BoardView from '$lib/whiteboard/BoardView.svelte';
import type { Editor } from '$lib/whiteboard/editor.svelte.ts';
import { Presence } from '$lib/whiteboard/presence.ts';
import type { Renderer } from '$lib/whiteboard/render/renderer.ts';
import { Credentials } from '$lib/sync/credentials.ts';
import type { OpenDocument } from '$lib/sync/open-document.ts';
import { nextFrames, type OwnPage } from '../board-page.ts';
import { makeScene } from '../scene.ts';
import { asUpdate } from './convert.ts';

const REMOTE = 'bench:remote';

const doc = new Y.Doc();
seedWhiteboard(doc);
const awareness = new Awareness(doc);
awareness.setLocalStateField('user', { id: 'me', name: 'Me', color: 'sky', role: 'member' });

const open: OpenDocument = {
	name: 'whiteboard/bench' as DocumentName,
	doc,
	awareness,
	credentials: new Credentials(),
	loaded: Promise.resolve(),
	canWrite: true,
	saved: { state: { at: 'saved' }, hasUnsavedWork: false, makeOwn: () => Promise.resolve(true) },
	close: () => {}
};

mount(BoardView, {
	target: document.getElementById('board')!,
	props: { document: open, me: 'me', readonly: false, title: 'Bench', opened: begin }
});

/** The page stands still as it is opened; what it offers is the board's own editor. */
function begin(editor: Editor, renderer: Renderer): void {
	let update: Uint8Array = new Uint8Array();
	window.__board = {
		ready: true,
		scene: makeScene(0),
		prepare(n) {
			this.scene = makeScene(n);
			update = asUpdate(this.scene);
		},
		async load() {
			Y.applyUpdate(doc, update, REMOTE);
			update = new Uint8Array();
			await nextFrames();
		},
		zoomTo(zoom, x, y) {
			const { w, h } = editor.viewport;
			editor.look({ x: x - w / 2 / zoom, y: y - h / 2 / zoom, zoom });
		},
		panBy: (dx, dy) => editor.pan(dx, dy),
		toScreen: (x, y) => ({
			x: (x - editor.camera.x) * editor.camera.zoom,
			y: (y - editor.camera.y) * editor.camera.zoom
		}),
		select(ids) {
			editor.use('select');
			editor.select(ids as ShapeId[]);
		},
		clear: () => editor.select([]),
		posOf(id) {
			const shape = editor.board.shapes.get(id as ShapeId)!;
			return [shape.x, shape.y];
		},
		zoom: () => editor.camera.zoom,
		count: () => ({
			records: editor.board.shapes.size,
			dom: document.getElementsByTagName('*').length
		}),
		own: {
			isSharp: () => renderer.isSharp,
			remoteDrag,
			topOrder: () => editor.scene.within(editor.scene.bounds()!).at(-1)!.shape.order,
			receive: (updates) => updates.forEach((each) => Y.applyUpdate(doc, fromBase64(each), REMOTE))
		}
	};
}

/** Somebody else's presence, which reaches this page as bytes, as over the network. */
function remoteDrag(ids: readonly string[]): ReturnType<OwnPage['remoteDrag']> {
	const theirs = new Awareness(new Y.Doc());
	theirs.setLocalStateField('user', { id: 'them', name: 'Them', color: 'rose', role: 'member' });
	theirs.on('update', () =>
		applyAwarenessUpdate(awareness, encodeAwarenessUpdate(theirs, [theirs.clientID]), REMOTE)
	);
	const presence = new Presence(theirs, () => {});
	const held = new Set(ids as readonly ShapeId[]);
	presence.showSelection(held);
	return {
		step(dx, dy) {
			presence.showCursor({ x: dx, y: dy });
			presence.showDrag({ ids: held, dx, dy });
		},
		end() {
			presence.destroy();
			theirs.destroy();
		}
	};
}

function fromBase64(text: string): Uint8Array {
	return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

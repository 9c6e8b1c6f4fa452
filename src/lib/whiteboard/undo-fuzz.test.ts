import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { createRandom, type Random } from '../../../tests/support/random.ts';
import { union } from '#model/whiteboard/geometry.ts';
import { openText, putBack } from '#model/whiteboard/gesture.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import type { Loss } from '#model/whiteboard/put-back.ts';
import { ROUTES } from '#model/whiteboard/way.ts';
import { nameOf, ownerOf } from '#model/whiteboard/words.ts';
import { HEADS } from '#model/whiteboard/shapes/arrow.ts';
import { boundsOf, fitted, type Shape } from '#model/whiteboard/shapes/registry.ts';
import {
	cellKeysOf,
	createTracks,
	placeOfCell,
	type TableShape,
	withoutTrack,
	withTrack
} from '#model/whiteboard/shapes/table.ts';
import { BOARD_COLORS, FILLS, STROKE_WIDTHS } from '#model/whiteboard/style.ts';
import type { Command } from './commands/command.ts';
import { isEnabled } from './commands/command.ts';
import { MORE_COMMANDS } from './commands/more.ts';
import { FIRST_COMMANDS } from './commands/registry.ts';
import { arrowFrom, onWhole, reformArrows, turnArrows, withEnd } from './connections.ts';
import { copiesOf, placeCopies } from './copies.ts';
import { deleteShapes, make, moveBy, newBase, newShapeAt, replaceAll, restyle } from './edits.ts';
import type { Editor } from './editor.svelte.ts';
import { Elbows } from './render/elbows.ts';
import { Scene } from './render/scene.ts';
import { measure, openEditor } from './test-editors.ts';
import { UndoLedger } from './test-undo-ledger.ts';

/** `FUZZ_ROUNDS=500 npx vitest run --project=unit undo-fuzz` looks longer. */
const ROUNDS = Number(process.env.FUZZ_ROUNDS ?? 3);
const STEPS = 350;

/** Commands that change the board and need nobody to answer them. */
const COMMANDS: readonly Command[] = [...FIRST_COMMANDS, ...MORE_COMMANDS].filter(
	({ id, group, writes, hasOwnEvent }) =>
		writes &&
		// There is no clipboard here.
		hasOwnEvent !== true &&
		['edit', 'arrange', 'select'].includes(group) &&
		!['undo', 'redo'].includes(id) &&
		!id.includes('image')
);

/** One of four people, at the end of a line that delays, reorders and breaks. */
interface Client {
	readonly name: string;
	readonly editor: Editor;
	readonly ledger: UndoLedger;
	readonly inbox: Uint8Array[];
	/** What others deleted while somebody wrote in it. */
	readonly losses: Loss[];
	readonly close: () => void;
	online: boolean;
}

let seeded = createRandom();

beforeEach(() => {
	vi.useFakeTimers({ toFake: ['performance'] });
	// Ids and the jitter of order keys come from chance too: a seed repeats all of it.
	vi.spyOn(Math, 'random').mockImplementation(() => seeded.fraction());
	vi.spyOn(crypto, 'getRandomValues').mockImplementation((bytes) => {
		(bytes as Uint8Array).set(seeded.bytes(bytes.byteLength));
		return bytes;
	});
});
afterEach(() => {
	vi.restoreAllMocks();
	vi.useRealTimers();
});

it(
	'four people who do everything at once end with one board, and no undo touches what another did since',
	() => {
		for (let round = 0; round < ROUNDS; round++) {
			playRound(seeded);
			seeded = createRandom(seeded.below(2 ** 32));
		}
	},
	20_000 * ROUNDS
);

function playRound(random: Random): void {
	const clients = ['ada', 'bo', 'cy', 'di'].map((name, at) => arrive(name, at + 1));
	connect(clients);
	for (let step = 0; step < STEPS; step++) {
		const client = random.pick(clients);
		const where = `${random.seedText}, step ${step}, ${client.name}`;
		vi.advanceTimersByTime(random.below(2_500));
		if (random.below(10) === 0) putBackLosses(client);
		if (random.below(5) < 2) undoAndRedo(client, random, where);
		else {
			gesture(client.editor, random, client.name);
			client.ledger.settle();
		}
		while (random.below(3) > 0) deliver(random.pick(clients), random);
		if (random.below(40) === 0) client.online = false;
		if (random.below(20) === 0) reconnect(random.pick(clients), clients);
	}
	settle(clients, random);
	for (const { editor } of clients) {
		const unseen = [...editor.board.words.texts.keys()].filter(
			(key) => editor.board.words.texts.string(key) !== '' && !isShown(editor, key)
		);
		expect(unseen, `${random.seedText}: words that nobody sees any more`).toEqual([]);
		expect(picture(editor), random.seedText).toEqual(picture(clients[0]!.editor));
		// What the scene has followed bit by bit is what one would see who opened the board now.
		const anew = new Scene(editor.board, measure);
		anew.goAround(new Elbows());
		for (const { shape } of anew.items())
			expect(editor.scene.shapeOf(shape.id), random.seedText).toEqual(shape);
		expect(editor.scene.size).toBe(anew.size);
	}
	for (const { close } of clients) close();
}

/** Everybody comes back, sees everything, and puts back what was deleted while somebody wrote in it. */
function settle(clients: readonly Client[], random: Random): void {
	for (let round = 0; round < 3; round++) {
		for (const client of clients) reconnect(client, clients);
		for (const client of clients) while (client.inbox.length > 0) deliver(client, random);
		clients.forEach(putBackLosses);
	}
	for (const client of clients) while (client.inbox.length > 0) deliver(client, random);
}

function putBackLosses({ editor, losses }: Client): void {
	for (const loss of losses.splice(0)) putBack(editor.board, loss);
}

function isShown({ board }: Editor, key: string): boolean {
	const shape = board.shapes.get(ownerOf(key) as ShapeId);
	return shape !== undefined && (shape.type !== 'table' || placeOfCell(shape, nameOf(key)) !== null);
}

function arrive(name: string, clientID: number): Client {
	const doc = new Y.Doc();
	doc.clientID = clientID;
	const { editor, close } = openEditor(name, doc);
	const ledger = new UndoLedger(editor.board, name, new RegExp(name.at(0)!, 'g'));
	const losses: Loss[] = [];
	editor.board.observeLosses((loss) => losses.push(loss));
	return { name, editor, ledger, inbox: [], losses, close, online: true };
}

function connect(clients: readonly Client[]): void {
	for (const from of clients)
		from.editor.board.doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin === 'network' || !from.online) return;
			for (const to of clients) if (to !== from && to.online) to.inbox.push(update);
		});
}

/** Any of the messages on the way, not the first. */
function deliver({ editor, inbox }: Client, random: Random): void {
	const [update] = inbox.splice(random.below(inbox.length), 1);
	if (update !== undefined) Y.applyUpdate(editor.board.doc, update, 'network');
}

/** What was on the way is lost; both sides tell each other what they lack. */
function reconnect(client: Client, clients: readonly Client[]): void {
	client.online = true;
	client.inbox.length = 0;
	const { doc } = client.editor.board;
	for (const other of clients) {
		if (other === client) continue;
		const theirs = other.editor.board.doc;
		client.inbox.push(Y.encodeStateAsUpdate(theirs, Y.encodeStateVector(doc)));
		other.inbox.push(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(theirs)));
	}
}

/** Some steps back, or forth again: far enough to come to what others have worked on since. */
function undoAndRedo({ editor, ledger }: Client, random: Random, where: string): void {
	const isUndo = random.below(3) > 0;
	const act = (): void => (isUndo ? editor.undo() : editor.redo());
	for (let steps = random.below(6); steps >= 0; steps--)
		expect([...ledger.violations(act, isUndo)], `${where}, ${isUndo ? 'undo' : 'redo'}`).toEqual([]);
}

function picture({ board }: Editor): unknown {
	const sorted = <T>(entries: Iterable<[string, T]>): [string, T][] =>
		[...entries].sort(([a], [b]) => (a < b ? -1 : 1));
	const { texts: all } = board.words;
	const texts = [...all.keys()].map((key): [string, unknown] => [key, all.string(key)]);
	return { shapes: sorted(board.shapes), texts: sorted(texts) };
}

/** Something that a person can do to a board, with whatever is there. */
function gesture(editor: Editor, random: Random, name: string): void {
	const { below, pick } = random;
	// Which takes away a text that nobody typed into.
	editor.edit(null);
	const shapes = [...editor.board.shapes.values()];
	if (shapes.length === 0 || below(4) === 0) {
		makeSomething(editor, random);
		return;
	}
	editor.select(Array.from({ length: 1 + below(3) }, () => pick(shapes).id));
	const ids = [...editor.selection];
	const only = pick(editor.selectedShapes);
	const arrow = editor.selectedShapes.find((shape) => shape.type === 'arrow');
	const gestures: (() => void)[] = [
		() => moveBy(editor, ids, below(400) - 200, below(400) - 200),
		() => typeInto(editor, only, random, name),
		() => typeInto(editor, only, random, name),
		() => restyle(editor, { color: pick(BOARD_COLORS), width: pick(STROKE_WIDTHS) }),
		() => restyle(editor, { fill: pick(FILLS), bold: below(2) === 0 }),
		() => deleteShapes(editor, ids),
		() => resize(editor, random),
		() => replaceAll(editor, [{ ...only, rotation: below(60) / 10 }]),
		() => reformArrows(editor, { route: pick(ROUTES), heads: { start: pick(HEADS), end: pick(HEADS) } }),
		() => turnArrows(editor),
		() =>
			void (
				arrow && replaceAll(editor, [withEnd(editor, arrow, pick(['from', 'to']), onWhole(pick(shapes)))])
			),
		() => placeCopies(editor, copiesOf(editor, ids), { x: below(300), y: below(300) }),
		() => void (only.type === 'table' && changeTable(editor, only, random)),
		...Array.from({ length: 10 }, () => () => {
			const command = pick(COMMANDS);
			if (isEnabled(command, editor)) command.run(editor);
		})
	];
	pick(gestures)();
}

function makeSomething(editor: Editor, { below, pick }: Random): void {
	const at = { x: below(2_000), y: below(2_000) };
	const place = { x: at.x, y: at.y, w: 300, h: 200 };
	const shapes = [...editor.board.shapes.values()].filter(({ type }) => type !== 'arrow');
	switch (below(6)) {
		case 0:
			make(editor, { ...newBase(editor, 'text'), type: 'text', autoWidth: true, ...place });
			return;
		case 1: {
			const table = { rows: createTracks(2, 1), columns: createTracks(2, 1) };
			make(editor, { ...newBase(editor, 'table'), type: 'table', ...place, ...table });
			return;
		}
		case 2:
			make(editor, { ...newBase(editor, 'frame'), type: 'frame', ...place });
			return;
		case 3:
			if (shapes.length > 1) make(editor, arrowFrom(editor, onWhole(pick(shapes)), onWhole(pick(shapes))));
			return;
		default:
			make(editor, newShapeAt(editor, pick(['note', 'rectangle', 'ellipse']), at));
	}
}

/** Everybody types letters of their own. */
function typeInto(editor: Editor, shape: Shape, { below, pick }: Random, name: string): void {
	const key = shape.type === 'table' ? pick(cellKeysOf(shape)) : shape.id;
	// As when its editor opens: a label, or a cell where a new row crosses a new column, may have no text yet, or two.
	openText(editor.board, key);
	const text = editor.board.text(key);
	if (text === null) return;
	const at = below(text.length + 1);
	const removed = below(3) === 0 ? below(text.length - at + 1) : 0;
	editor.steps.type(key, { at, removed, inserted: name.at(0)!.repeat(below(4)) });
}

function resize(editor: Editor, { below }: Random): void {
	const box = union(editor.selectedShapes.map(boundsOf))!;
	const [w, h] = [20 + below(300), 20 + below(300)];
	replaceAll(
		editor,
		editor.selectedShapes.map((shape) => fitted(shape, { ...shape, x: box.x, y: box.y, w, h }))
	);
}

function changeTable(editor: Editor, table: TableShape, { below, pick }: Random): void {
	const along = pick(['rows', 'columns'] as const);
	const at = below(table[along].length);
	const resized = table[along].map((track, each) =>
		each === at ? { ...track, share: 1 + below(9) } : track
	);
	const change = pick([
		() => withTrack(table, along, at),
		() => withoutTrack(table, along, at),
		() => ({ ...table, [along]: resized })
	]);
	replaceAll(editor, [change()]);
}

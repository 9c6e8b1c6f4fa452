/** One whiteboard that is written with today's model and with an earlier release's, as by a tab from before a deployment. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { keyAbove } from '#model/whiteboard/stacking.ts';
import { Board } from '#model/whiteboard/board.ts';
import { runGesture } from '#model/whiteboard/gesture.ts';
import { createGroupId, type ShapeId } from '#model/whiteboard/ids.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import { sampleShape } from '#model/whiteboard/shapes/test-shapes.ts';
import { createRandom } from '../support/random.ts';
import { unpackRelease, type Release } from '../support/release.ts';

type EarlierShape = Pick<Shape, 'id' | 'type' | 'x' | 'y' | 'w' | 'h' | 'order' | 'author' | 'style'>;

interface EarlierBoard {
	readonly doc: Y.Doc;
	readonly shapes: ReadonlyMap<ShapeId, EarlierShape>;
	text(id: ShapeId): Y.Text | null;
	textOf(id: ShapeId): string;
}

interface EarlierGesture {
	make(shape: EarlierShape, text?: string): void;
	replace(shape: EarlierShape): void;
	remove(id: ShapeId): void;
	type(id: ShapeId, splice: { at: number; removed: number; inserted: string }): void;
}

interface EarlierModel {
	readonly Board: new (doc: Y.Doc) => EarlierBoard;
	readonly runGesture: (board: EarlierBoard, act: (gesture: EarlierGesture) => void) => void;
}

const AUTHOR = 'Xk3-q9TzUwXk3-q9TzUw-a';

let release: Release;
let earlier: EarlierModel;

beforeAll(async () => {
	release = await unpackRelease('2026-11-22');
	const load = (file: string): Promise<unknown> =>
		import(pathToFileURL(join(release.folder, 'src/lib/model/whiteboard', file)).href);
	earlier = {
		...((await load('board.ts')) as object),
		...((await load('gesture.ts')) as object)
	} as EarlierModel;
});
afterAll(() => release.remove());

function open() {
	const [now, then] = [new Board(new Y.Doc()), new earlier.Board(new Y.Doc())];
	const exchange = (): void => {
		for (const [from, to] of [
			[now.doc, then.doc],
			[then.doc, now.doc]
		] as const)
			Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));
	};
	return {
		now,
		then,
		exchange,
		today: (act: Parameters<typeof runGesture>[1]) => now.doc.transact(() => runGesture(now, act)),
		before: (act: Parameters<EarlierModel['runGesture']>[1]) =>
			then.doc.transact(() => earlier.runGesture(then, act))
	};
}

const TYPES = ['note', 'text', 'rectangle', 'ellipse'] as const;

/** What both must see alike. */
function seen(board: Board | EarlierBoard): unknown {
	return [...board.shapes.values()]
		.map(({ id, type, x, y, w, h, style: { color, width } }) => [
			id,
			type,
			x,
			y,
			w,
			h,
			color,
			width,
			board.textOf(id)
		])
		.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
}

test('what the earlier release made is here what it was there', () => {
	const { now, then, exchange, before } = open();
	const shapes = TYPES.map((type) => ({ ...sampleShape(type), author: AUTHOR }));
	before((gesture) => shapes.forEach((shape) => gesture.make(shape, `a ${shape.type}`)));
	before((gesture) =>
		gesture.replace({ ...shapes[0]!, x: 31, style: { ...shapes[0]!.style, color: 'plum' } })
	);
	exchange();
	expect(seen(now)).toEqual(seen(then));
	for (const { id, author, order } of then.shapes.values())
		expect(now.shapes.get(id)).toMatchObject({ author, order, groups: [], locked: false });
});

test('what is made, moved, coloured and written here is there what it is here', () => {
	const { now, then, exchange, today } = open();
	const shapes = TYPES.map((type) => ({ ...sampleShape(type), author: AUTHOR }));
	today((gesture) => shapes.forEach((shape) => gesture.make(shape, `a ${shape.type}`)));
	const order = keyAbove(now.shapes.values());
	today((gesture) => {
		for (const shape of shapes)
			gesture.replace({
				...shape,
				x: 31,
				order,
				groups: [createGroupId()],
				style: { ...shape.style, color: 'plum' }
			});
		gesture.type(shapes[0]!.id, { at: 0, removed: 1, inserted: 'The' });
	});
	exchange();
	expect(seen(then)).toEqual(seen(now));
	for (const { id, order: made } of shapes) expect(then.shapes.get(id)?.order).toBe(made);
});

test('both see one board, whatever people with either do to it at once', () => {
	const random = createRandom();
	const { below, pick } = random;
	const { now, then, exchange, today, before } = open();
	for (let step = 0; step < 400; step++) {
		const isToday = below(2) === 0;
		const act: typeof before = isToday ? today : before;
		const board = isToday ? now : then;
		const shapes = [...board.shapes.values()];
		const shape = shapes.length === 0 ? null : pick(shapes);
		act((gesture) => {
			const deed = below(8);
			if (shape === null || deed === 0) gesture.make({ ...sampleShape(pick(TYPES)), author: AUTHOR }, 'new');
			else if (deed === 1) gesture.remove(shape.id);
			else if (deed < 4) gesture.replace({ ...shape, x: below(900), w: 10 + below(90) });
			else if (deed === 4) gesture.replace({ ...shape, style: { ...shape.style, width: 1 + below(30) } });
			else if (deed === 5) gesture.replace({ ...shape, order: keyAbove(now.shapes.values()) });
			else if (board.doc.getMap('text').has(shape.id))
				gesture.type(shape.id, { at: below(board.textOf(shape.id).length + 1), removed: 0, inserted: 'x' });
		});
		if (below(4) === 0) exchange();
	}
	exchange();
	expect(seen(then), random.seedText).toEqual(seen(now));
	// Opened anew, each reads the same.
	expect(seen(new Board(now.doc)), random.seedText).toEqual(seen(now));
});

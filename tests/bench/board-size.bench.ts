/**
 * How large the document of a board is before and after people worked on it: every shape with words, a look and an author's
 * identity of 22 characters. `npm run bench -- board-size`.
 */
import * as Y from 'yjs';
import { createRandom } from '../support/random.ts';
import { keysBetween } from '#model/order.ts';
import { Board } from '#model/whiteboard/board.ts';
import { runGesture } from '#model/whiteboard/gesture.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import type { ShapeType } from '#model/whiteboard/shapes/registry.ts';
import { sampleShape } from '#model/whiteboard/shapes/test-shapes.ts';
import { BOARD_COLORS } from '#model/whiteboard/style.ts';

const SHAPES = 5_000;
const TRANSACTIONS = 10_000;
/** Of shapes, in all transactions: dragging takes several along. */
const CHANGES = 48_600;

const TYPES: readonly ShapeType[] = [
	...([
		'note',
		'note',
		'note',
		'rectangle',
		'rectangle',
		'ellipse',
		'diamond',
		'text',
		'arrow',
		'arrow'
	] as const),
	...(['line', 'pen', 'pen', 'highlighter', 'stamp'] as const)
];
const WORDS = 'we have faced this problem five times let us write it down once and for all'.split(' ');

const random = createRandom(4_711);
const board = new Board(new Y.Doc());
const ids = fill(board);
const before = Y.encodeStateAsUpdate(board.doc).length;
let left = CHANGES;
for (let at = 0; at < TRANSACTIONS; at++)
	left -= change(board, ids, Math.max(1, Math.round(left / (TRANSACTIONS - at))));
const after = Y.encodeStateAsUpdate(board.doc).length;
const kilobytes = (bytes: number): string => `${Math.round(bytes / 1_000)} kB`;
console.log(
	`${SHAPES} shapes, ${CHANGES - left} changes in ${TRANSACTIONS} transactions: ` +
		`${kilobytes(before)} before, ${kilobytes(after)} after`
);
board.destroy();

function fill(board: Board): ShapeId[] {
	const orders = keysBetween(null, null, SHAPES);
	const ids: ShapeId[] = [];
	for (let at = 0; at < SHAPES; at += 100)
		board.doc.transact(() =>
			runGesture(board, (gesture) => {
				for (const order of orders.slice(at, at + 100)) {
					const type = random.pick(TYPES);
					const shape = sampleShape(type);
					ids.push(shape.id);
					const place = { x: random.below(80_000) / 4, y: random.below(80_000) / 4 };
					const text = type === 'note' || type === 'text' ? words() : '';
					gesture.make({ ...shape, ...place, order, author: 'Xk3-q9TzUwXk3-q9TzUw-a' }, text);
				}
			})
		);
	return ids;
}

function words(): string {
	return Array.from({ length: 2 + random.below(6) }, () => random.pick(WORDS)).join(' ');
}

/** One drag, or one recolouring, of so many shapes that lie beside each other. */
function change(board: Board, ids: readonly ShapeId[], count: number): number {
	const from = random.below(ids.length - count);
	const isMove = random.below(5) > 0;
	const [dx, dy] = [random.below(2_000) / 4 - 250, random.below(2_000) / 4 - 250];
	const color = random.pick(BOARD_COLORS);
	board.doc.transact(() =>
		runGesture(board, (gesture) => {
			for (const id of ids.slice(from, from + count)) {
				const shape = gesture.shape(id)!;
				if (isMove) gesture.replace({ ...shape, x: shape.x + dx, y: shape.y + dy });
				else gesture.replace({ ...shape, style: { ...shape.style, color } });
			}
		})
	);
	return count;
}

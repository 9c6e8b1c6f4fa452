import { describe, expect, it } from 'vitest';
import { centreOf } from '#model/whiteboard/geometry.ts';
import { createShapeId } from '#model/whiteboard/ids.ts';
import { type ArrowShape, arrowBetween, endsOf, PLAIN_ARROW } from '#model/whiteboard/shapes/arrow.ts';
import { exchange, noteAt, type Person, person } from '#model/whiteboard/test-boards.ts';
import { goesAlong } from './live-connectors.ts';
import { Scene } from './scene.ts';

/** Two notes and an arrow between them, on a board that a scene follows. */
function connectedNotes() {
	const ada = person('ada');
	const [left, right] = [noteAt(0, 0, 'ada'), noteAt(500, 0, 'ada')];
	const CENTRE = { x: 0.5, y: 0.5 };
	const arrow: ArrowShape = {
		...left,
		id: createShapeId(),
		type: 'arrow',
		...PLAIN_ARROW,
		...arrowBetween({ x: 0, y: 0 }, { x: 1, y: 1 }),
		start: { shape: left.id, at: CENTRE },
		end: { shape: right.id, at: CENTRE }
	};
	ada.perform((gesture) => [arrow, left, right].forEach((shape) => gesture.make(shape)));
	return { ada, left, right, arrow, scene: followed(ada) };
}

function followed({ board }: Person): Scene {
	const scene = new Scene(board, () => 0);
	board.observe((change) => scene.follow(change));
	return scene;
}

const tipOf = (scene: Scene, { id }: ArrowShape) => endsOf(scene.item(id)?.shape as ArrowShape)[1];

describe('arrows in a scene', () => {
	it('lie at the shapes that hold them, whatever the document says of their place', () => {
		const { scene, arrow, right } = connectedNotes();
		expect(tipOf(scene, arrow).x).toBeGreaterThan(490);
		expect(scene.hit({ x: 350, y: centreOf(right).y }, 2)?.shape.id).toBe(arrow.id);
	});

	it('follow a shape that somebody moves, though nobody writes them', () => {
		const { ada, scene, arrow, right } = connectedNotes();
		const bo = person('bo');
		exchange(ada, bo);
		bo.perform((gesture) => gesture.replace({ ...right, x: 900 }));
		exchange(ada, bo);
		expect(tipOf(scene, arrow).x).toBeGreaterThan(890);
		expect(scene.hit({ x: 700, y: centreOf(right).y }, 2)?.shape.id).toBe(arrow.id);
	});

	it('are known by the shapes that hold them, for as long as they do', () => {
		const { ada, scene, arrow, left, right } = connectedNotes();
		expect([...scene.connectorsOf([right.id])]).toEqual([arrow.id]);
		ada.perform((gesture) => gesture.replace({ ...arrow, end: null }));
		expect(scene.connectorsOf([right.id]).size).toBe(0);
		expect(scene.holds(left.id)).toBe(true);
		ada.perform((gesture) => gesture.remove(arrow.id));
		expect(scene.holds(left.id)).toBe(false);
	});

	it('are bound again when the deletion of their shape is taken back', () => {
		const { ada, scene, arrow, right } = connectedNotes();
		ada.perform((gesture) => gesture.remove(right.id));
		ada.history.undo();
		ada.perform((gesture) => gesture.replace({ ...right, y: 700 }));
		expect(tipOf(scene, arrow).y).toBeGreaterThan(600);
	});

	it('keep their form in a drag when all that holds and leads them goes along', () => {
		const { scene, arrow, left, right } = connectedNotes();
		const shown = scene.item(arrow.id)!.shape as ArrowShape;
		const both = new Set([left.id, right.id]);
		expect(goesAlong(shown, both), 'between what is dragged').toBe(true);
		expect(goesAlong(shown, new Set([...both, arrow.id])), 'and dragged itself').toBe(true);
		expect(goesAlong(shown, new Set([left.id, arrow.id])), 'one end stays').toBe(false);
		expect(goesAlong(shown, new Set([arrow.id])), 'pulled off both').toBe(false);
		const led = { ...shown, bends: [{ x: 0.5, y: 2 }] };
		expect(goesAlong(led, both), 'a bend stays where it is').toBe(false);
		expect(goesAlong(led, new Set([...both, arrow.id]))).toBe(true);
		expect(goesAlong({ ...shown, end: null }, both), 'a free end stays').toBe(false);
		expect(goesAlong(scene.item(left.id)!.shape, both)).toBe(false);
	});
});

import { expect, it } from 'vitest';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { noteAt, person } from '#model/whiteboard/test-boards.ts';
import type { Lift } from './lifting.ts';
import { Scene } from './scene.ts';
import { TakingUp } from './taking-up.ts';
import { shifted, viewOf } from './view.ts';

const VIEW = viewOf({ x: 0, y: 0, zoom: 1 }, { w: 1_280, h: 800 }, 1, { left: 0, top: 0 });

/** A board with so many notes, one apart from the others, and a still picture that only remembers what it is told. */
function crowded(count: number) {
	const ada = person('ada');
	const notes = Array.from({ length: count }, (_, at) => noteAt(at % 600, 0));
	ada.perform((gesture) => notes.forEach((note) => gesture.make(note)));
	const scene = new Scene(ada.board, () => 0);
	ada.board.observe((change) => scene.follow(change));
	const still = {
		isHeld: false,
		hold: () => void (still.isHeld = true),
		release: () => void (still.isHeld = false)
	};
	const ids = new Set(notes.map(({ id }) => id));
	const liftOf = (held: ReadonlySet<ShapeId>, dx = 0): Lift => ({
		key: 'me',
		ids: held,
		arrows: new Set(),
		dx,
		dy: 0
	});
	return { ada, notes, ids, still, liftOf, takingUp: new TakingUp(still, scene) };
}

it('a few shapes leave the picture in the frame in which they are taken up', () => {
	const { ids, still, liftOf, takingUp } = crowded(20);
	const lifts = [liftOf(ids)];
	takingUp.step(lifts);
	takingUp.begin(ids.size, lifts, ids, VIEW);
	expect(still.isHeld).toBe(false);
	expect(takingUp.isHidden).toBe(false);
});

it('thousands that are all there is in view move with their picture, until they are painted in the hand', () => {
	const { ids, still, liftOf, takingUp } = crowded(1_200);
	const lifts = [liftOf(ids, 70)];
	takingUp.step(lifts);
	takingUp.begin(ids.size, lifts, ids, VIEW);
	expect([still.isHeld, takingUp.isHidden]).toEqual([true, true]);
	expect(takingUp.placeOf(VIEW, lifts)).toEqual(shifted(VIEW, 70, 0));
	expect(takingUp.finish(false)).toBe(false);
	expect(takingUp.finish(true), 'one more frame, to show it').toBe(true);
	takingUp.step(lifts);
	expect([still.isHeld, takingUp.isHidden]).toEqual([false, false]);
	expect(takingUp.placeOf(VIEW, lifts)).toEqual(VIEW);
});

it('thousands among others leave their picture where it is, until all is painted', () => {
	const { notes, ids, liftOf, takingUp } = crowded(1_200);
	const held = new Set(ids);
	held.delete(notes[0]!.id);
	const lifts = [liftOf(held, 70)];
	takingUp.step(lifts);
	takingUp.begin(held.size, lifts, held, VIEW);
	expect(takingUp.isHidden).toBe(true);
	expect(takingUp.placeOf(VIEW, lifts)).toEqual(VIEW);
});

it('thousands that are let go of before they are painted stay where they were put', () => {
	const { ada, notes, ids, still, liftOf, takingUp } = crowded(1_200);
	takingUp.step([liftOf(ids, 70)]);
	takingUp.begin(ids.size, [liftOf(ids, 70)], ids, VIEW);
	ada.perform((gesture) => notes.forEach((note) => gesture.replace({ ...note, x: note.x + 70 })));
	takingUp.step([]);
	expect([still.isHeld, takingUp.isHidden]).toEqual([true, true]);
	expect(takingUp.placeOf(VIEW, [])).toEqual(shifted(VIEW, 70, 0));
	still.release();
	takingUp.step([]);
	expect(takingUp.isHidden).toBe(false);
	expect(takingUp.placeOf(VIEW, [])).toEqual(VIEW);
});

it('thousands that are put down are seen in the hand until the picture has them', () => {
	const { ids, still, liftOf, takingUp } = crowded(1_200);
	takingUp.step([liftOf(ids)]);
	takingUp.step([]);
	expect([still.isHeld, takingUp.isHidden]).toEqual([true, false]);
	still.release();
	takingUp.step([]);
	expect(still.isHeld).toBe(false);
});

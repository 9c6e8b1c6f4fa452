import { describe, expect, it } from 'vitest';
import { overlaps } from '#model/whiteboard/geometry.ts';
import { keyAbove, keyBelow } from '#model/whiteboard/stacking.ts';
import { noteAt, person } from '#model/whiteboard/test-boards.ts';
import { Changes } from './changes.ts';
import { Scene } from './scene.ts';
import type { Subject } from './tile.ts';

/** Somebody's board with a note on it, and what a picture of it learns of changes. */
function pictured() {
	const ada = person('ada');
	const scene = new Scene(ada.board, () => 0);
	const changes = new Changes();
	ada.board.observe((change) => {
		const { boxes, added } = scene.follow(change);
		changes.note(boxes, added);
	});
	const subject: Subject = { opaque: true, within: (box) => scene.within(box), paint: () => undefined };
	const note = noteAt(0, 0);
	ada.perform((gesture) => gesture.make(note));
	changes.take(subject);
	return { ada, note, take: () => changes.take(subject) };
}

describe('what changed between two frames', () => {
	it('is only painted over the rest when it is new and on top', () => {
		const { ada, note, take } = pictured();
		const above = { ...noteAt(20, 20), order: keyAbove([note]) };
		const abreast = { ...noteAt(40, 40), order: keyAbove([note, above]) };
		ada.perform((gesture) => [abreast, above].forEach((shape) => gesture.make(shape)));
		const { boxes, onTop } = take();
		expect(boxes).toEqual([]);
		expect(onTop.map(({ shape }) => shape.id)).toEqual([above.id, abreast.id]);
		expect(take()).toEqual({ boxes: [], onTop: [] });
	});

	it('is painted anew where something lies over it', () => {
		const { ada, note, take } = pictured();
		const [under, elsewhere] = [20, 5_000].map((x) => ({ ...noteAt(x, 20), order: keyBelow([note]) }));
		ada.perform((gesture) => [under!, elsewhere!].forEach((shape) => gesture.make(shape)));
		const { boxes, onTop } = take();
		expect(boxes.filter((box) => overlaps(box, under!))).toHaveLength(1);
		expect(onTop.map(({ shape }) => shape.id)).toEqual([elsewhere!.id]);
	});

	it('is painted anew where it was, and where it is, when it moved or went', () => {
		const { ada, note, take } = pictured();
		ada.perform((gesture) => gesture.replace({ ...note, x: 900 }));
		expect(take()).toMatchObject({ boxes: [{}, {}], onTop: [] });
		ada.perform((gesture) => gesture.remove(note.id));
		expect(take()).toMatchObject({ boxes: [{}], onTop: [] });
	});

	it('has nothing of what came and went again, but its place', () => {
		const { ada, note, take } = pictured();
		const above = { ...noteAt(20, 20), order: keyAbove([note]) };
		ada.perform((gesture) => gesture.make(above));
		ada.perform((gesture) => gesture.remove(above.id));
		const { boxes, onTop } = take();
		expect(onTop).toEqual([]);
		expect(boxes.every((box) => overlaps(box, above))).toBe(true);
	});
});

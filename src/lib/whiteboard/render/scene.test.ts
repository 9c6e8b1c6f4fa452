import { expect, it } from 'vitest';
import { byOrder, keyBetween } from '#model/order.ts';
import { keyAbove, keyBelow } from '#model/whiteboard/stacking.ts';
import { noteAt, person } from '#model/whiteboard/test-boards.ts';
import { Scene } from './scene.ts';

const EVERYWHERE = { x: -1e5, y: -1e5, w: 2e5, h: 2e5 };

it('knows what lies over what, however shapes come, go and change places', () => {
	const ada = person('ada');
	const scene = new Scene(ada.board, () => 0);
	ada.board.observe((change) => scene.follow(change));
	const all = (): ReturnType<typeof noteAt>[] =>
		[...ada.board.shapes.values()] as ReturnType<typeof noteAt>[];
	for (let step = 0; step < 120; step++) {
		ada.perform((gesture) => {
			const shapes = all().sort(byOrder);
			const [bottom, next] = shapes;
			if (step % 5 === 4) gesture.remove(shapes.at(-1)!.id);
			// More at once than are put in one by one.
			else if (step === 58)
				for (let made = 0; made < 90; made++)
					gesture.make({ ...noteAt(made, 0), order: keyBetween(bottom!.order, next!.order) });
			else if (step % 7 === 6) gesture.replace({ ...bottom!, order: keyAbove(shapes) });
			else if (step % 11 === 10) gesture.make({ ...noteAt(step, 0), order: keyBelow(shapes) });
			else if (step % 13 === 12)
				gesture.make({ ...noteAt(step, 0), order: keyBetween(bottom!.order, next!.order) });
			else gesture.make({ ...noteAt(step, 0), order: keyAbove(shapes) });
		});
		const ids = scene.within(EVERYWHERE).map(({ shape }) => shape.id);
		expect(ids, `after step ${step}`).toEqual(
			all()
				.sort(byOrder)
				.map(({ id }) => id)
		);
	}
	expect(scene.size).toBeGreaterThan(130);
});

it('knows what lies over what when shape after shape is put between the same two', () => {
	const ada = person('ada');
	const scene = new Scene(ada.board, () => 0);
	ada.board.observe((change) => scene.follow(change));
	const bottom = noteAt(0, 0);
	const shapes = [bottom, { ...noteAt(1, 0), order: keyAbove([bottom]) }];
	ada.perform((gesture) => shapes.forEach((shape) => gesture.make(shape)));
	// Numbers between two others run out after some fifty halvings.
	for (let made = 0; made < 120; made++) {
		const order = keyBetween(shapes[0]!.order, shapes[1]!.order);
		shapes.splice(1, 0, { ...noteAt(made, 0), order });
		ada.perform((gesture) => gesture.make(shapes[1]!));
		const ids = scene.within(EVERYWHERE).map(({ shape }) => shape.id);
		expect(ids, `after ${made}`).toEqual(shapes.map(({ id }) => id));
	}
});

import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../tests/support/random.ts';
import { keyBetween } from '../order.ts';
import type { ShapeId } from './ids.ts';
import type { FrameShape } from './shapes/frame.ts';
import { sampleShape } from './shapes/test-shapes.ts';
import { slideMoved, slidesOf } from './slides.ts';
import { exchange, person } from './test-boards.ts';

function framesAcross(count: number): FrameShape[] {
	return Array.from({ length: count }, (_, at) => ({
		...sampleShape('frame', `f${at}` as ShapeId),
		x: at * 1_000
	}));
}

const ids = (frames: readonly FrameShape[]): string => frames.map(({ id }) => id).join(' ');

/** The frames once a move is written. */
function after(frames: readonly FrameShape[], changed: readonly FrameShape[]): FrameShape[] {
	return slidesOf(frames.map((frame) => changed.find(({ id }) => id === frame.id) ?? frame));
}

describe('slides', () => {
	it('are read as the board is, until somebody orders them', () => {
		expect(ids(slidesOf(framesAcross(3).toReversed()))).toBe('f0 f1 f2');
		expect(slidesOf([sampleShape('note')])).toEqual([]);
	});

	it('are where they were put, with new frames behind', () => {
		const frames = framesAcross(3);
		const moved = slideMoved(slidesOf(frames), 'f2' as ShapeId, 0);
		expect(ids(moved)).toBe('f2');
		expect(ids(after(frames, moved))).toBe('f2 f0 f1');
		const more = [...after(frames, moved), { ...sampleShape('frame', 'new' as ShapeId), x: -900 }];
		expect(ids(slidesOf(more))).toBe('f2 new f0 f1');
	});

	it('change nothing when one is put where it is', () => {
		expect(slideMoved(slidesOf(framesAcross(3)), 'f1' as ShapeId, 1)).toEqual([]);
	});

	it('can be put apart where two have the same place', () => {
		const same = keyBetween(null, null);
		const frames = framesAcross(3).map((frame) => ({ ...frame, slide: same }));
		const slides = slidesOf(frames);
		expect(ids(after(frames, slideMoved(slides, 'f2' as ShapeId, 1)))).toBe('f0 f2 f1');
	});

	it('are in the order in which they were put, whatever was moved before', () => {
		const random = createRandom();
		let frames: FrameShape[] = framesAcross(6);
		const expected = frames.map(({ id }) => id);
		for (let step = 0; step < 200; step += 1) {
			const slides = slidesOf(frames);
			const from = random.below(6);
			const place = random.below(6);
			const [id] = expected.splice(from, 1);
			expected.splice(place, 0, id!);
			frames = after(frames, slideMoved(slides, id!, place));
			expect(
				slidesOf(frames).map((frame) => frame.id),
				random.seedText
			).toEqual(expected);
		}
	});

	it('keep their place when one person moves the frame while another orders it', () => {
		const [ada, ben] = [person('ada'), person('ben')];
		const frames = framesAcross(2);
		ada.perform((gesture) => frames.forEach((frame) => gesture.make(frame)));
		exchange(ada, ben);
		const shown = slidesOf(ada.board.shapes.values());
		ada.perform((gesture) =>
			slideMoved(shown, 'f1' as ShapeId, 0).forEach((frame) => gesture.replace(frame))
		);
		const second = slidesOf(ben.board.shapes.values())[1]!;
		ben.perform((gesture) => gesture.replace({ ...second, y: 400 }));
		exchange(ada, ben);
		for (const { board } of [ada, ben]) {
			expect(ids(slidesOf(board.shapes.values()))).toBe('f1 f0');
			expect(board.shapes.get('f1' as ShapeId)?.y).toBe(400);
		}
		ada.history.undo();
		expect(ids(slidesOf(ada.board.shapes.values()))).toBe('f0 f1');
	});
});

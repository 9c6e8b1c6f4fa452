import { describe, expect, it } from 'vitest';
import { type CommentId, resolving, type ThreadId, writing } from '#model/whiteboard/comments/comments.ts';
import { pinAt } from '#model/whiteboard/comments/pin.ts';
import { runGesture } from '#model/whiteboard/gesture.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { sampleShape } from '#model/whiteboard/shapes/test-shapes.ts';
import { person } from '#model/whiteboard/test-boards.ts';
import { matchesFor } from './matches.ts';

function boardWithWords() {
	const { board, perform } = person('ada');
	perform((gesture) => {
		gesture.make({ ...sampleShape('frame', 'frame' as ShapeId), y: 2_000 }, 'Café plans');
		gesture.make(
			{ ...sampleShape('note', 'framed' as ShapeId), y: 2_100, frame: 'frame' as ShapeId },
			'A CAFE'
		);
		gesture.make(sampleShape('note', 'loose' as ShapeId), 'the café');
		gesture.make(sampleShape('note', 'other' as ShapeId), 'tea');
		gesture.make({ ...sampleShape('image', 'image' as ShapeId), y: 600, alt: 'A cafe by night' });
		gesture.make({ ...sampleShape('link', 'link' as ShapeId), y: 900, url: 'https://cafe.example/' }, 'Menu');
		gesture.make({ ...sampleShape('table', 'table' as ShapeId), y: 1_200 }, 'a\tCafé\n\t');
		gesture.comment(
			writing({
				id: 'c1' as CommentId,
				thread: 't1' as ThreadId,
				pin: pinAt({ x: 10, y: 20 }, null),
				author: 'ben',
				name: 'Ben',
				at: 1,
				text: 'Which café?',
				editedAt: null
			})
		);
	});
	return board;
}

describe('searching a board', () => {
	it('finds words in texts, titles, cells, descriptions, addresses and comments, in reading order', () => {
		const keys = matchesFor(boardWithWords(), ' Cafe ').map(({ key }) => key);
		expect(keys).toEqual(['loose', 'image', 'link', 'table', 'frame', 'framed', 'comment t1']);
	});

	it('finds nothing for nothing', () => {
		expect(matchesFor(boardWithWords(), '  ')).toEqual([]);
		expect(matchesFor(boardWithWords(), 'coffee')).toEqual([]);
	});

	it('shows a comment where its pin is, also one that is resolved', () => {
		const board = boardWithWords();
		const found = { at: 'comment', thread: 't1', words: 'Which café?', isResolved: false };
		expect(matchesFor(board, 'which')[0]).toMatchObject({ found, box: { x: 10, y: -12 } });
		const by = { author: 'ben', name: 'Ben', at: 2 };
		runGesture(board, (gesture) => gesture.comment(resolving('t1' as ThreadId, by)));
		expect(matchesFor(board, 'which')[0]).toMatchObject({ found: { ...found, isResolved: true } });
	});
});

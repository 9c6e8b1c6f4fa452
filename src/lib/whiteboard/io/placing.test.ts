import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
	createCommentId,
	createThreadId,
	readThreads,
	writing
} from '#model/whiteboard/comments/comments.ts';
import { pinAt } from '#model/whiteboard/comments/pin.ts';
import { openEditor } from '../test-editors.ts';
import { Changes } from './changes.ts';
import { type Drawing, drawingOf, shapeOf } from './drawing.ts';
import { readOwn } from './own-read.ts';
import { ownJson } from './own-write.ts';
import { storedComments } from './comments.ts';
import { placeDrawing } from './place.ts';
import { Cancelled, Progress } from './progress.svelte.ts';

const ORIGIN = { x: 0, y: 0 };

function notes(count: number): Drawing {
	const pieces = Array.from({ length: count }, (_, at) => ({
		shape: shapeOf('note', { x: (at % 50) * 220, y: Math.floor(at / 50) * 220, w: 200, h: 200 }),
		text: `Note ${at}`
	}));
	const reading = drawingOf(pieces, new Changes());
	if (!reading.ok) throw new Error(reading.refusal);
	return reading.drawing;
}

/** Somebody's board with one note of theirs on it, and a colleague's copy of it. */
function boards() {
	const [mine, theirs] = [new Y.Doc(), new Y.Doc()];
	const ann = openEditor('ann', mine);
	const ben = openEditor('ben', theirs);
	mine.on('update', (update: Uint8Array) => Y.applyUpdate(theirs, update));
	theirs.on('update', (update: Uint8Array) => Y.applyUpdate(mine, update));
	const first = shapeOf('note', { x: -900, y: -900, w: 200, h: 200 });
	ann.editor.perform((gesture) => gesture.make(first, 'First'));
	const close = (): void => {
		ann.close();
		ben.close();
	};
	return { ann: ann.editor, ben: ben.editor, first, close };
}

describe('a large drawing', () => {
	it('is written in slices, while others go on, and is one step of the history', async () => {
		const { ann, ben, first, close } = boards();
		const seen: number[] = [];
		const pause = async (): Promise<void> => {
			seen.push(ben.board.shapes.size);
			const shape = ben.board.shapes.get(first.id)!;
			ben.perform((gesture) => gesture.replace({ ...shape, x: shape.x + 10 }));
		};
		const progress = new Progress();
		const ids = await placeDrawing(ann, notes(1_200), new Changes(), ORIGIN, { progress, pause });
		expect(ids).toHaveLength(1_200);
		expect(ben.board.shapes.size).toBe(1_201);
		expect(ben.board.textOf(ids[1_199]!)).toBe('Note 1199');
		expect(seen.length, 'so often the page could live on').toBeGreaterThan(0);
		expect(progress.stage).toEqual({ at: 'adding', done: 1_200, of: 1_200 });
		ann.undo();
		expect([...ben.board.shapes.keys()]).toEqual([first.id]);
		expect(ben.board.shapes.get(first.id)!.x).toBe(-900 + 10 * seen.length);
		ann.redo();
		expect(ben.board.shapes.size).toBe(1_201);
		close();
	});

	it('leaves nothing behind when it is given up, for anybody', async () => {
		const { ann, ben, first, close } = boards();
		const progress = new Progress();
		const pause = async (): Promise<void> => void progress.cancel();
		const placing = placeDrawing(ann, notes(1_200), new Changes(), ORIGIN, { progress, pause });
		await expect(placing).rejects.toBeInstanceOf(Cancelled);
		expect([...ben.board.shapes.keys()]).toEqual([first.id]);
		expect([...ann.board.words.texts.keys()]).toEqual([first.id]);
		expect(ann.steps.canRedo).toBe(false);
		ann.undo();
		expect(ann.board.shapes.size, 'the step before it is the last').toBe(0);
		close();
	});
});

describe('comments in a file of ours', () => {
	it('come along with their shapes: mine as mine, others’ by their name alone', async () => {
		const { ann, first, close } = boards();
		const note = shapeOf('note', { x: 0, y: 0, w: 200, h: 200 });
		const of = (author: string, words: string, on: typeof note | null) => ({
			id: createCommentId(),
			thread: createThreadId(),
			pin: pinAt({ x: 50, y: 100 }, on),
			author,
			name: author.toUpperCase(),
			at: 1_000,
			text: words,
			editedAt: null
		});
		const comments = [of('ann', 'On it', note), of('eve', 'Beside it', null)];
		ann.perform((gesture) => gesture.make(note, 'Plan'));
		for (const comment of comments) ann.perform((gesture) => gesture.comment(writing(comment)));
		const threads = [...readThreads(ann.board.comments).values()];
		const json = ownJson([{ shape: note, text: 'Plan' }], 'Board', {}, { comments: storedComments(threads) });

		const other = openEditor('ann');
		const reading = readOwn(json);
		if (!reading.ok) throw new Error(reading.refusal);
		const [id] = await placeDrawing(other.editor, reading.drawing, reading.changes, { x: 1_100, y: 100 });
		const there = [...readThreads(other.editor.board.comments).values()].map(({ comments, pin }) => ({
			said: comments.map(({ author, name, text }) => [author, name, text]),
			pin
		}));
		expect(there).toEqual([
			{
				said: [['ann', 'ANN', 'On it']],
				pin: { point: { x: 1_050, y: 100 }, on: { shape: id, at: { x: 0.25, y: 0.5 } } }
			},
			{ said: [['', 'EVE', 'Beside it']], pin: { point: { x: 1_050, y: 100 }, on: null } }
		]);
		other.editor.undo();
		expect(other.editor.board.shapes.size + [...other.editor.board.comments.entries()].length).toBe(0);
		expect(ann.board.shapes.has(first.id)).toBe(true);
		other.close();
		close();
	});

	it('are skipped where they make no sense', () => {
		const json = ownJson(
			[{ shape: shapeOf('note', { x: 0, y: 0, w: 9, h: 9 }), text: '' }],
			'',
			{},
			{
				comments: { 'c:a': { t: 'x', w: 7 }, 'c:<b>': null, nothing: 'much' }
			}
		);
		const reading = readOwn(json);
		expect(reading.ok && reading.drawing.comments).toEqual([]);
	});
});

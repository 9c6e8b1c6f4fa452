import { describe, expect, it } from 'vitest';
import { LineWatch, type LineState, type LineVerdict } from './line-watch.ts';

const quiet: LineState = { at: 'open', awaitsAnswer: false, uploads: false };
const waiting: LineState = { at: 'open', awaitsAnswer: true, uploads: false };
const uploading: LineState = { at: 'open', awaitsAnswer: true, uploads: true };

/** Looks once a second; what came of it, by second, where it was not `fine`. */
function verdicts(
	watch: LineWatch,
	line: LineState | ((second: number) => LineState),
	{ from = 0, seconds = 40, heardAt = [] as readonly number[] } = {}
): [second: number, verdict: LineVerdict][] {
	const found: [number, LineVerdict][] = [];
	for (let second = from; second < from + seconds; second += 1) {
		if (heardAt.includes(second)) watch.heard(second * 1000);
		const verdict = watch.look(second * 1000, typeof line === 'function' ? line(second) : line);
		if (verdict !== 'fine') found.push([second, verdict]);
		if (verdict === 'give-up') break;
	}
	return found;
}

describe('watching a line', () => {
	it('leaves a quiet one alone', () => {
		expect(verdicts(new LineWatch(), quiet)).toEqual([]);
	});

	it('asks when an answer is overdue, and gives up when that is not answered either', () => {
		const typing = (second: number) => (second < 20 ? quiet : waiting);
		expect(verdicts(new LineWatch(), typing)).toEqual([
			[28, 'ask'],
			[33, 'give-up']
		]);
	});

	it('asks nothing while anything at all comes', () => {
		const heardAt = [3, 9, 15, 21, 27, 33];
		expect(verdicts(new LineWatch(), waiting, { heardAt, seconds: 38 })).toEqual([]);
	});

	it('goes on when the question is answered', () => {
		expect(verdicts(new LineWatch(), waiting, { heardAt: [10], seconds: 15 })).toEqual([[8, 'ask']]);
	});

	it('gives a line up within five seconds after the machine was away', () => {
		const watch = new LineWatch();
		expect(verdicts(watch, quiet, { seconds: 3 })).toEqual([]);
		watch.suspect();
		expect(verdicts(watch, quiet, { from: 3 })).toEqual([
			[3, 'ask'],
			[8, 'give-up']
		]);
	});

	it('does not give up while an upload keeps the question back', () => {
		expect(verdicts(new LineWatch(), uploading)).toEqual([[8, 'ask']]);
	});

	it('gives up a try that takes too long, and begins anew with the next', () => {
		const watch = new LineWatch();
		expect(verdicts(watch, { at: 'trying' })).toEqual([[10, 'give-up']]);
		expect(verdicts(watch, { at: 'down' }, { from: 11, seconds: 5 })).toEqual([]);
		expect(verdicts(watch, { at: 'trying' }, { from: 16 })).toEqual([[26, 'give-up']]);
	});

	it('forgets its doubts when the line is down', () => {
		const watch = new LineWatch();
		watch.suspect();
		watch.look(0, quiet);
		watch.suspect();
		watch.look(1_000, { at: 'down' });
		expect(verdicts(watch, quiet, { from: 2 })).toEqual([]);
	});
});

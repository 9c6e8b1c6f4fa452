import { describe, expect, it } from 'vitest';
import { CLOSE } from '#protocol/close-codes.ts';
import { createRandom } from '../../../tests/support/random.ts';
import {
	awaitsAnswer,
	deliver,
	savedState,
	startDelivery,
	TRY_AGAIN_LATER,
	type DeliveryEvent
} from './delivery.ts';
import type { SavedState } from './open-document.ts';

const after = (...events: DeliveryEvent[]) => events.reduce(deliver, startDelivery(true));
const stateAfter = (...events: DeliveryEvent[]) => savedState(after(...events));

const opened: DeliveryEvent = { type: 'opened' };
const answered: DeliveryEvent = { type: 'sent', answer: true, brings: false, frames: 1 };
const update: DeliveryEvent = { type: 'sent', answer: false, brings: true, frames: 1 };
const durable = (count: number): DeliveryEvent => ({ type: 'acknowledged', count, durable: true });
const received = (count: number): DeliveryEvent => ({ type: 'acknowledged', count, durable: false });
const changed = (at: number): DeliveryEvent => ({ type: 'changed', at });
const closed = (code: number | null): DeliveryEvent => ({ type: 'closed', code });
const restored: DeliveryEvent = { type: 'restored', changes: 14 };

const saving: SavedState = { at: 'saving', percent: null };
const inStep = [opened, answered, durable(1)];
const typed = [changed(0), update];

describe('the saved light', () => {
	it.each<[what: string, events: DeliveryEvent[], state: SavedState]>([
		['before anything', [], { at: 'connecting' }],
		['connected', [opened], { at: 'connecting' }],
		['connected, what was brought along not yet sent', [restored, opened], saving],
		['own step 2 sent', [opened, answered], { at: 'connecting' }],
		['own step 2 durable', inStep, { at: 'saved' }],
		['own step 2 received', [opened, answered, received(1)], { at: 'received' }],
		['received, then durable', [opened, answered, received(1), durable(1)], { at: 'saved' }],
		['durable, and then told of less', [opened, answered, durable(1), received(1)], { at: 'saved' }],
		['typing', [...inStep, changed(0)], saving],
		['typed and sent', [...inStep, ...typed], saving],
		['typed and durable', [...inStep, ...typed, durable(2)], { at: 'saved' }],
		['typed and received', [...inStep, ...typed, received(2)], { at: 'received' }],
		['first received, then durable with more sent', [...inStep, ...typed, received(2), ...typed], saving],
		['an update acknowledged before step 2 is sent', [opened, ...typed, durable(1)], saving],
		['and step 2 sent then', [opened, ...typed, durable(1), answered], saving],
		['and durable', [opened, ...typed, answered, durable(2)], { at: 'saved' }],
		['one of two durable', [...inStep, ...typed, ...typed, durable(2)], saving],
		['more acknowledged than was sent', [...inStep, durable(9), ...typed], saving],
		['the line broken', [...inStep, closed(1006)], { at: 'offline', changes: 0, kept: true }],
		['given up by this end', [...inStep, closed(null)], { at: 'offline', changes: 0, kept: true }],
		['broken while typing', [...inStep, ...typed, closed(1006)], { at: 'offline', changes: 1, kept: true }],
		[
			'broken, nothing on the device',
			[{ type: 'storage-failed' }, ...inStep, ...typed, closed(1006)],
			{ at: 'offline', changes: 1, kept: false }
		],
		['at another node, before step 2', [...inStep, ...typed, closed(1001), opened], saving],
		['at another node, step 2 sent', [...inStep, ...typed, closed(1001), opened, answered], saving],
		[
			'at another node, step 2 durable',
			[...inStep, ...typed, closed(1001), opened, answered, durable(1)],
			{ at: 'saved' }
		],
		['at another node, nothing typed', [...inStep, closed(1001), opened, answered], { at: 'connecting' }],
		['left by an earlier visit', [restored, closed(1006)], { at: 'offline', changes: 14, kept: true }],
		[
			'the store refuses',
			[...inStep, ...typed, closed(CLOSE.notSaved)],
			{ at: 'not-saved', changes: 1, kept: true }
		],
		[
			'too much from here',
			[...inStep, ...typed, closed(CLOSE.tooMany)],
			{ at: 'asked-to-wait', changes: 1, kept: true }
		],
		[
			'a proxy has too much to do',
			[closed(TRY_AGAIN_LATER)],
			{ at: 'asked-to-wait', changes: 0, kept: true }
		],
		['too slow a reader', [...inStep, closed(CLOSE.tooSlow)], { at: 'offline', changes: 0, kept: true }],
		['rights changed', [opened, closed(CLOSE.accessChanged)], { at: 'refused', reason: 'access' }],
		['unknown document', [opened, closed(CLOSE.notFound)], { at: 'refused', reason: 'not-found' }],
		['malformed', [opened, closed(CLOSE.malformed)], { at: 'refused', reason: 'malformed' }],
		['a code of later versions', [opened, closed(4477)], { at: 'refused', reason: 'malformed' }],
		[
			'somebody else’s client',
			[opened, answered, closed(CLOSE.foreignClient)],
			{ at: 'refused', reason: 'foreign-client' }
		],
		['cannot be read', [opened, closed(CLOSE.unreadable)], { at: 'refused', reason: 'unreadable' }],
		['too large', [opened, closed(CLOSE.tooLarge)], { at: 'refused', reason: 'too-large' }],
		['a frame too large', [opened, closed(1009)], { at: 'refused', reason: 'too-large' }],
		[
			'refused and typed on',
			[opened, closed(4400), ...typed, closed(null)],
			{ at: 'refused', reason: 'malformed' }
		]
	])('%s', (_, events, state) => {
		expect(stateAfter(...events)).toEqual(state);
	});

	it('counts bursts of changes while there is no connection', () => {
		const bursts = [changed(0), changed(100), changed(350), changed(2_000)];
		expect(stateAfter(closed(1006), ...bursts)).toMatchObject({ changes: 2 });
	});

	it('tells how much of an upload in pieces has arrived', () => {
		const upload: DeliveryEvent = { type: 'sent', answer: true, brings: true, frames: 10 };
		const sending = [opened, ...typed, upload];
		expect(stateAfter(...sending)).toEqual({ at: 'saving', percent: 0 });
		expect(stateAfter(...sending, durable(1))).toEqual({ at: 'saving', percent: 0 });
		expect(stateAfter(...sending, received(6), update)).toEqual({ at: 'saving', percent: 50 });
		expect(stateAfter(...sending, update, durable(11))).toEqual(saving);
		expect(stateAfter(...sending, update, durable(12))).toEqual({ at: 'saved' });
		expect(stateAfter(opened, upload, durable(5)), 'nothing that a person typed').toEqual({
			at: 'saving',
			percent: 50
		});
		expect(stateAfter(...sending, closed(1006), opened)).toEqual(saving);
	});

	it('goes on with an upload that grows', () => {
		const pieces: DeliveryEvent = { type: 'sent', answer: false, brings: true, frames: 4 };
		const growing = [...inStep, changed(0), pieces, durable(3), pieces];
		expect(stateAfter(...growing)).toEqual({ at: 'saving', percent: 25 });
		expect(stateAfter(...growing, durable(9), pieces)).toEqual({ at: 'saving', percent: 0 });
	});

	it('shows a viewer saved as soon as they are in step', () => {
		const viewer = [opened, answered, { type: 'synced' } as const].reduce(deliver, startDelivery(false));
		expect(savedState(viewer)).toEqual({ at: 'saved' });
		expect(awaitsAnswer(viewer)).toBe(false);
	});

	it('says what of a viewer is held back, until they may write again', () => {
		const synced: DeliveryEvent = { type: 'synced' };
		const bringing: DeliveryEvent = { ...answered, brings: true };
		const viewer = (...events: DeliveryEvent[]) => savedState(events.reduce(deliver, startDelivery(false)));
		const heldBack: SavedState = { at: 'held-back', changes: 14, kept: true };
		expect(viewer(restored, opened, bringing, synced)).toEqual(heldBack);
		expect(viewer(restored, opened, bringing, synced, durable(1))).toEqual(heldBack);
		expect(viewer(restored, opened, bringing, synced, closed(1006))).toEqual({ ...heldBack, at: 'offline' });
		expect(viewer(restored, opened, bringing, synced, closed(1006), opened, bringing, synced)).toEqual(
			heldBack
		);
		// The last frames of somebody who was made a viewer were taken, only the acknowledgement did not come.
		expect(viewer(restored, opened, answered, synced)).toEqual({ at: 'saved' });
		// Another node may be a little behind with what the others wrote.
		expect(viewer(opened, bringing, synced)).toEqual({ at: 'saved' });
	});

	it('knows when an answer is due', () => {
		expect(awaitsAnswer(after(...inStep))).toBe(false);
		expect(awaitsAnswer(after(...inStep, ...typed))).toBe(true);
		expect(awaitsAnswer(after(...inStep, ...typed, received(2)))).toBe(false);
		expect(awaitsAnswer(after(...inStep, ...typed, closed(1006)))).toBe(false);
	});

	it('never says saved, or received, of what the server has not', () => {
		const random = createRandom();
		for (let round = 0; round < 300; round += 1) {
			let delivery = startDelivery(true);
			// What is so, kept by another book: of each change whether the server has it, and as what.
			let waiting = 0;
			let frames: { changes: number; reached: 'nothing' | 'received' | 'durable' }[] | null = null;
			let hasAnswered = false;
			const take = (event: DeliveryEvent) => (delivery = deliver(delivery, event));
			for (let step = 0; step < 60; step += 1) {
				switch (random.below(6)) {
					case 0:
						if (frames !== null) {
							for (const frame of frames) if (frame.reached === 'nothing') waiting += frame.changes;
							take(closed(random.pick([1001, 1006, CLOSE.notSaved, CLOSE.tooMany, null])));
						}
						frames = null;
						break;
					case 1:
						if (frames !== null) break;
						frames = [];
						hasAnswered = false;
						take(opened);
						break;
					case 2:
						take(changed(step * 1000));
						if (frames === null) waiting += 1;
						else {
							frames.push({ changes: 1, reached: 'nothing' });
							take(update);
						}
						break;
					case 3:
						if (frames === null || hasAnswered) break;
						hasAnswered = true;
						frames.push(
							...Array.from({ length: 3 }, () => ({ changes: waiting, reached: 'nothing' as const }))
						);
						waiting = 0;
						take({ type: 'sent', answer: true, brings: true, frames: 3 });
						break;
					default: {
						if (frames === null) break;
						const count = random.below(frames.length + 1);
						const isDurable = random.below(2) === 0;
						const before = frames.findIndex(({ reached }) => reached !== 'durable');
						const upTo = Math.max(count, isDurable ? before : 0);
						for (const frame of frames.slice(0, upTo)) {
							if (frame.reached !== 'durable') frame.reached = isDurable ? 'durable' : 'received';
						}
						take({ type: 'acknowledged', count: upTo, durable: isDurable });
					}
				}
				const { at } = savedState(delivery);
				if (at !== 'saved' && at !== 'received') continue;
				const lacks = at === 'saved' ? ['nothing', 'received'] : ['nothing'];
				expect(waiting, random.seedText).toBe(0);
				expect(hasAnswered && frames!.every(({ reached }) => !lacks.includes(reached)), random.seedText).toBe(
					true
				);
			}
		}
	});
});

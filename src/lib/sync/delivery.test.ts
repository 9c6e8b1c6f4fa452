import { describe, expect, it } from 'vitest';
import { CLOSE } from '#protocol/close-codes.ts';
import { deliver, savedState, startDelivery, type DeliveryEvent } from './delivery.ts';

function stateAfter(...events: DeliveryEvent[]) {
	return savedState(events.reduce(deliver, startDelivery(true)));
}

const opened: DeliveryEvent = { type: 'opened' };
const answered: DeliveryEvent = { type: 'sent', answer: true };
const update: DeliveryEvent = { type: 'sent', answer: false };
const acknowledged = (count: number): DeliveryEvent => ({ type: 'acknowledged', count });
const changed = (at: number): DeliveryEvent => ({ type: 'changed', at });
const closed = (code: number | null): DeliveryEvent => ({ type: 'closed', code });

describe('the saved light', () => {
	it('says saved only when this connection’s own step 2 is acknowledged', () => {
		expect(stateAfter(opened)).toEqual({ at: 'connecting' });
		expect(stateAfter(opened, answered)).toEqual({ at: 'connecting' });
		expect(stateAfter(opened, answered, acknowledged(1))).toEqual({ at: 'saved' });
	});

	it('does not say saved for an update that was acknowledged before step 2 was sent', () => {
		expect(stateAfter(opened, changed(0), update, acknowledged(1))).toEqual({ at: 'saving' });
		expect(stateAfter(opened, changed(0), update, acknowledged(1), answered)).toEqual({ at: 'saving' });
		expect(stateAfter(opened, changed(0), update, answered, acknowledged(2))).toEqual({ at: 'saved' });
	});

	it('says saving until the last of several updates is acknowledged', () => {
		const start = [opened, answered, acknowledged(1)];
		expect(stateAfter(...start, changed(0), update)).toEqual({ at: 'saving' });
		expect(stateAfter(...start, changed(0), update, changed(9), update, acknowledged(2))).toEqual({
			at: 'saving'
		});
		expect(stateAfter(...start, changed(0), update, changed(9), update, acknowledged(3))).toEqual({
			at: 'saved'
		});
	});

	it('counts bursts of changes while there is no connection', () => {
		expect(stateAfter(closed(1006), changed(0), changed(100), changed(350), changed(2_000))).toEqual({
			at: 'offline',
			changes: 2,
			kept: true
		});
	});

	it('keeps what was unacknowledged when the connection broke, and forgets it when step 2 is acknowledged', () => {
		const broken = [opened, answered, acknowledged(1), changed(0), update, closed(1006)];
		expect(stateAfter(...broken)).toEqual({ at: 'offline', changes: 1, kept: true });
		expect(stateAfter(...broken, opened, answered)).toEqual({ at: 'saving' });
		expect(stateAfter(...broken, opened, answered, acknowledged(1))).toEqual({ at: 'saved' });
	});

	it('shows what an earlier visit left on the device', () => {
		expect(stateAfter({ type: 'restored', changes: 14 }, closed(1006))).toEqual({
			at: 'offline',
			changes: 14,
			kept: true
		});
	});

	it('says not saved when the server’s store refuses, and whether the device kept it', () => {
		const start = [opened, answered, acknowledged(1), changed(0), update];
		expect(stateAfter(...start, closed(CLOSE.notSaved))).toEqual({ at: 'not-saved', changes: 1, kept: true });
		expect(stateAfter({ type: 'storage-failed' }, ...start, closed(CLOSE.notSaved))).toEqual({
			at: 'not-saved',
			changes: 1,
			kept: false
		});
	});

	it('names why connecting again cannot help', () => {
		expect(stateAfter(opened, closed(CLOSE.accessChanged))).toEqual({ at: 'refused', reason: 'access' });
		expect(stateAfter(opened, closed(CLOSE.notFound))).toEqual({ at: 'refused', reason: 'not-found' });
		expect(stateAfter(opened, closed(CLOSE.malformed))).toEqual({ at: 'refused', reason: 'malformed' });
		expect(stateAfter(opened, closed(1009))).toEqual({ at: 'refused', reason: 'too-large' });
		expect(stateAfter(opened, closed(CLOSE.goingAway))).toMatchObject({ at: 'offline' });
	});

	it('shows a viewer saved as soon as they are in step', () => {
		const viewer = [opened, answered, { type: 'synced' } as const].reduce(deliver, startDelivery(false));
		expect(savedState(viewer)).toEqual({ at: 'saved' });
	});
});

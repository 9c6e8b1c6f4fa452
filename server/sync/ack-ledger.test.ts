import { describe, expect, it } from 'vitest';
import { AckLedger } from './ack-ledger.ts';

describe('the acknowledgement', () => {
	it('counts frames up to the first that is not durable', () => {
		const ledger = new AckLedger();
		ledger.appended(1);
		ledger.appended(2);
		ledger.covered(2);
		ledger.appended(3);
		expect(ledger.durable(0)).toBeNull();
		expect(ledger.durable(1)).toBe(1);
		expect(ledger.durable(1)).toBeNull();
		expect(ledger.durable(3)).toBe(4);
		expect(ledger.isEmpty).toBe(true);
	});

	it('waits with a dropped frame, and all behind it, for the step 2 that brings it', () => {
		const ledger = new AckLedger();
		ledger.appended(1);
		ledger.dropped();
		ledger.dropped();
		ledger.appended(2);
		expect(ledger.durable(9)).toBe(1);
		ledger.appended(10);
		ledger.repaired(10);
		expect(ledger.durable(9)).toBeNull();
		expect(ledger.durable(10)).toBe(5);
	});

	it('never passes a refused frame', () => {
		const ledger = new AckLedger();
		ledger.covered(0);
		ledger.refused();
		ledger.refused();
		ledger.covered(0);
		ledger.repaired(0);
		expect(ledger.durable(100)).toBe(1);
		expect(ledger.durable(100)).toBeNull();
	});

	it('takes back what counted on an append that failed', () => {
		const ledger = new AckLedger();
		ledger.covered(3);
		ledger.covered(5);
		expect(ledger.failed(4)).toBe(true);
		expect(ledger.failed(4)).toBe(false);
		expect(ledger.durable(9)).toBe(1);
		expect(ledger.durable(9)).toBeNull();
	});

	it('stays small however many frames wait for the same thing', () => {
		const ledger = new AckLedger();
		for (let frame = 0; frame < 1000; frame += 1) ledger.covered(7);
		for (let frame = 0; frame < 1000; frame += 1) ledger.dropped();
		expect(ledger.size).toBe(2);
		expect(ledger.durable(7)).toBe(1000);
	});
});

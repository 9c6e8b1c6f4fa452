import { expect, test } from 'vitest';
import { roundTime } from './time-left.ts';

test('the clock tells what is left, that it is up, and when people are back', () => {
	const open = { at: 'open', openedAt: 0, endsAt: 100, then: 'ask' } as const;
	expect(roundTime(open, 40)).toEqual({ at: 'left', ms: 60 });
	expect(roundTime(open, 100)).toEqual({ at: 'up' });
	expect(roundTime({ ...open, endsAt: null }, 40)).toEqual({ at: 'none' });
	const closing = { at: 'closing', openedAt: 0, endsAt: 100, closesAt: 130 } as const;
	expect(roundTime(closing, 100)).toEqual({ at: 'closing', ms: 30 });
	expect(roundTime(closing, 140)).toEqual({ at: 'closing', ms: 0 });
	expect(roundTime({ at: 'planned' }, 0)).toEqual({ at: 'none' });
});

import { describe, expect, it } from 'vitest';
import { MEMBER_COLORS } from '#model/session/session.ts';
import { readUser } from './awareness-user.ts';

const bo = { id: 'x', name: 'Bo', color: 'plum' };

describe('who a client is', () => {
	it('is read from its state', () => {
		expect(readUser(1, { user: { ...bo, role: 'member' }, cursor: 5 })).toEqual(bo);
	});

	it.each([
		{},
		{ user: null },
		{ user: 5 },
		{ user: { ...bo, name: '' } },
		{ user: { ...bo, name: 7 } },
		{ user: { ...bo, id: [] } }
	])('is nobody in %j', (state) => {
		expect(readUser(1, state)).toBeNull();
	});

	it('has a name that is not too long, and a colour that there is', () => {
		const read = readUser(3, { user: { ...bo, name: 'o'.repeat(500), color: 'url(x)' } })!;
		expect([read.name.length, MEMBER_COLORS.includes(read.color)]).toEqual([60, true]);
	});
});

import { describe, expect, test } from 'vitest';
import type { Sharing } from '../access.ts';
import { LABELS } from '../session/label.ts';
import { ROLES } from '../session/session.ts';
import { mayRead, type Readable, type Reader } from './may-read.ts';

const STANDINGS = ['in nothing', 'of the community', ...ROLES] as const;
type Standing = (typeof STANDINGS)[number];

/** Somebody in the session reads the same whether or not they count as one of the community. */
function readers(standing: Standing): readonly Reader[] {
	if (standing === 'in nothing') return [{ role: null, ofCommunity: false }];
	if (standing === 'of the community') return [{ role: null, ofCommunity: true }];
	return [true, false].map((ofCommunity) => ({ role: standing, ofCommunity }));
}

const ALL: Sharing = { with: 'all', write: true };
const READ: Sharing = { with: 'all', write: false };
const OTHERS: Sharing = { with: 'others' };
const OWN: Sharing = { with: 'own-group' };

const EVERYBODY: readonly Standing[] = ['viewer', 'member', 'facilitator'];
const WITH_COMMUNITY: readonly Standing[] = [...EVERYBODY, 'of the community'];

/** Who reads what, for each label. */
const TABLE: Record<string, { readonly what: Readable; readonly by: readonly Standing[] }> = {};
for (const label of LABELS) {
	const wide = label === 'red' ? EVERYBODY : WITH_COMMUNITY;
	TABLE[`entry, ${label}`] = { what: { kind: 'entry', label }, by: wide };
	TABLE[`summary, ${label}`] = {
		what: { kind: 'summary', label },
		by: wide.filter((standing) => standing !== 'viewer')
	};
	for (const namesStripped of [false, true])
		for (const as of ['document', 'view'] as const) {
			const board = { kind: 'board', label, namesStripped, as } as const;
			const name = `board as ${as}, ${label}${namesStripped ? ', no names' : ''}`;
			const open = namesStripped && as === 'document' ? EVERYBODY : wide;
			TABLE[`${name}, open`] = { what: { ...board, sharing: ALL }, by: open };
			TABLE[`${name}, read only`] = { what: { ...board, sharing: READ }, by: open };
			TABLE[`${name}, of another group`] = { what: { ...board, sharing: OTHERS }, by: ['facilitator'] };
			TABLE[`${name}, of one’s group`] = { what: { ...board, sharing: OWN }, by: EVERYBODY };
		}
}
TABLE['record'] = { what: { kind: 'record' }, by: EVERYBODY };
TABLE['written alone, their own'] = { what: { kind: 'own', isTheirs: true }, by: EVERYBODY };
TABLE['written alone, somebody else’s'] = { what: { kind: 'own', isTheirs: false }, by: [] };

describe('who reads what', () => {
	test.each(Object.entries(TABLE))('%s', (_, { what, by }) => {
		for (const standing of STANDINGS)
			for (const reader of readers(standing))
				expect(mayRead(reader, what), standing).toBe(by.includes(standing));
	});
});

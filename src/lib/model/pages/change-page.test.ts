import { describe, expect, test } from 'vitest';
import { createId, type BoardId, type IdentityId, type OccurrenceId } from '../ids.ts';
import { LABELS } from '../session/label.ts';
import {
	addOccurrence,
	changePage,
	removeOccurrence,
	type PageActor,
	type PageChange
} from './change-page.ts';
import {
	isOverdue,
	NEW_PAGE,
	PAGE_LIMITS,
	PAGE_STATES,
	type Occurrence,
	type PageRecord
} from './page-record.ts';

const person = (name: string): PageActor => ({ id: createId<IdentityId>(), name, facilitates: false });
const fay: PageActor = { ...person('Fay'), facilitates: true };
const [mia, noa] = [person('Mia'), person('Noa')];
const id = createId<BoardId>();
const where = { id, sessionLabel: 'amber', at: 1000 } as const;

function changed(page: PageRecord, change: PageChange, actor = fay): PageRecord {
	const outcome = changePage(page, change, actor, where);
	if (!outcome.ok) throw new Error(outcome.refusal);
	return outcome.page;
}

const refusal = (page: PageRecord, change: PageChange, actor: PageActor) => {
	const outcome = changePage(page, change, actor, where);
	return outcome.ok ? null : outcome.refusal;
};

const occurrence = (at: number, by: PageActor): Occurrence => ({
	id: createId<OccurrenceId>(),
	at,
	saidAt: at,
	by: { id: by.id, name: by.name },
	session: null,
	group: '',
	context: ''
});

function occurred(page: PageRecord, ...all: Occurrence[]): PageRecord {
	return all.reduce((before, one) => {
		const outcome = addOccurrence(before, one);
		if (!outcome.ok) throw new Error(outcome.refusal);
		return outcome.page;
	}, page);
}

describe('who sees to a page', () => {
	test('are its facilitators, its steward and its deputy, with every change', () => {
		const kept = { ...NEW_PAGE, steward: { id: mia.id, name: 'Mia' } };
		const changes: PageChange[] = [
			{ type: 'state', state: 'reviewed' },
			{ type: 'steward', person: null },
			{ type: 'deputy', person: { id: noa.id, name: 'Noa' } },
			{ type: 'review', at: 5 },
			{ type: 'topic', topic: 'Coffee', tags: [] },
			{ type: 'decision', status: 'decided' },
			{ type: 'supersedes', pages: [createId<BoardId>()] },
			{ type: 'label', label: 'red' }
		];
		for (const change of changes) {
			expect(refusal(kept, change, mia), change.type).toBeNull();
			expect(refusal(kept, change, fay), change.type).toBeNull();
			expect(refusal(kept, change, noa), change.type).toBe('forbidden');
		}
		const deputised = changed(kept, { type: 'deputy', person: { id: noa.id, name: 'Noa' } });
		expect(refusal(deputised, { type: 'state', state: 'published' }, noa)).toBeNull();
	});
});

describe('a page', () => {
	test('keeps who moved it on and when, once for each move', () => {
		const page = PAGE_STATES.reduce((before, state) => changed(before, { type: 'state', state }), NEW_PAGE);
		expect(page.state).toBe('archived');
		// It was a draft from the start.
		expect(page.changes.map(({ state }) => state)).toEqual(PAGE_STATES.slice(1));
		expect(page.changes[0]).toEqual({ state: 'reviewed', by: { id: fay.id, name: 'Fay' }, at: 1000 });
	});

	test('is narrowed by whoever sees to it, and never widened without those who wrote it', () => {
		for (const [from, before] of LABELS.entries())
			for (const [to, label] of LABELS.entries()) {
				if (from > LABELS.indexOf('amber')) continue;
				const page = { ...NEW_PAGE, label: before === 'amber' ? null : before };
				expect(refusal(page, { type: 'label', label }, fay)).toBe(to > from ? 'needs-consent' : null);
			}
	});

	test('that was given up for another is left as it is', () => {
		const page = { ...NEW_PAGE, mergedInto: createId<BoardId>() };
		expect(refusal(page, { type: 'state', state: 'published' }, fay)).toBe('merged');
		expect(addOccurrence(page, occurrence(1, mia))).toEqual({ ok: false, refusal: 'merged' });
	});

	test('does not stand in its own place', () => {
		expect(refusal(NEW_PAGE, { type: 'supersedes', pages: [id] }, fay)).toBe('invalid');
	});

	test('is overdue when its day has passed, as long as people rely on it', () => {
		for (const state of PAGE_STATES) {
			const relied = state === 'reviewed' || state === 'published';
			expect(isOverdue({ state, reviewAt: 10 }, 11), state).toBe(relied);
			expect(isOverdue({ state, reviewAt: 12 }, 11), state).toBe(false);
			expect(isOverdue({ state, reviewAt: null }, 11), state).toBe(false);
		}
	});
});

describe('what happened again', () => {
	test('is put where it belongs in time, and counted once however often it is said', () => {
		const [first, second, third] = [occurrence(1, mia), occurrence(2, mia), occurrence(3, noa)];
		const page = occurred(NEW_PAGE, third, first, second, second);
		expect(page.occurrences.map(({ at }) => at)).toEqual([1, 2, 3]);
		expect(page.occurred).toBe(3);
	});

	test('is taken back by who said so and by who sees to the page, and by nobody else', () => {
		const said = occurrence(1, mia);
		const page = occurred(NEW_PAGE, said);
		expect(removeOccurrence(page, said.id, noa)).toEqual({ ok: false, refusal: 'forbidden' });
		for (const actor of [mia, fay])
			expect(removeOccurrence(page, said.id, actor)).toMatchObject({
				ok: true,
				page: { occurrences: [], occurred: 0 }
			});
	});

	test('is still counted when there is more of it than is kept', () => {
		const many = Array.from({ length: PAGE_LIMITS.occurrences + 3 }, (_, at) => occurrence(at, mia));
		const page = occurred(NEW_PAGE, ...many);
		expect(page.occurrences).toHaveLength(PAGE_LIMITS.occurrences);
		expect(page.occurrences[0]!.at).toBe(3);
		expect(page.occurred).toBe(PAGE_LIMITS.occurrences + 3);
	});
});

import { expect, test } from 'vitest';
import { t } from '$lib/messages/problem-methods.ts';
import { createId, type IdentityId, type SessionId } from '#model/ids.ts';
import type { Method, MethodId, Phase } from '#model/problem/method.ts';
import { emptyMethod } from '#model/problem/method-draft.ts';
import { solveAProblem } from '#model/problem/methods/solve-a-problem.ts';
import { deviceDrafts } from './drafts.ts';
import { sentenceOn } from './explain.ts';
import { MethodForm } from './method-form.svelte.ts';

const [session, me] = [createId<SessionId>(), createId<IdentityId>()];

function device(setItem?: () => void) {
	const kept = new Map<string, string>();
	return {
		kept,
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: setItem ?? ((key: string, value: string) => void kept.set(key, value)),
		removeItem: (key: string) => void kept.delete(key)
	};
}

const empty = emptyMethod('ours' as MethodId);

test('what is begun is kept on the device, for this person in this session, until the server has it', () => {
	const storage = device();
	const drafts = deviceDrafts(storage, session, me);
	const form = new MethodForm({ method: solveAProblem, base: 0 }, drafts, false);
	expect(drafts.list()).toEqual([]);
	form.change({ ...solveAProblem, title: 'Ours' });
	form.keepNow();
	expect(deviceDrafts(storage, session, me).find(solveAProblem.id)).toEqual({
		method: { ...solveAProblem, title: 'Ours' },
		base: 0
	});
	expect(deviceDrafts(storage, createId<SessionId>(), me).list()).toEqual([]);
	expect(deviceDrafts(storage, session, createId<IdentityId>()).list()).toEqual([]);
	form.saved(form.wanted);
	expect([form.isChanged, form.base, form.nextVersion]).toEqual([false, 1, 2]);
	expect(drafts.list()).toEqual([]);
	expect(storage.kept.size).toBe(0);
});

test('what is written while it is being saved is still to be saved', () => {
	const drafts = deviceDrafts(device(), session, me);
	const form = new MethodForm({ method: solveAProblem, base: 4 }, drafts, true);
	const { wanted } = form;
	expect(wanted.version).toBe(5);
	form.change({ ...form.method, title: 'Later' });
	form.saved(wanted);
	expect([form.isChanged, form.base, form.method.title, form.method.version]).toEqual([true, 5, 'Later', 5]);
	expect(drafts.find(solveAProblem.id)?.base).toBe(5);
});

test('a draft without words is kept, and what is no draft is not read', () => {
	const storage = device();
	const drafts = deviceDrafts(storage, session, me);
	expect(drafts.keep({ method: empty, base: 0 })).toBe(true);
	const [key] = storage.kept.keys();
	for (const foreign of ['', '{', 'null', '[1]', '[{"method":{},"base":0}]', '[{"base":1}]']) {
		storage.kept.set(key!, foreign);
		expect(drafts.list(), foreign).toEqual([]);
	}
});

test('a device that keeps nothing is said so', () => {
	for (const setItem of [
		() => undefined,
		() => {
			throw new DOMException('full', 'QuotaExceededError');
		}
	]) {
		const form = new MethodForm({ method: empty, base: 0 }, deviceDrafts(device(setItem), session, me), true);
		expect(form.isKept).toBe(false);
	}
});

test('nobody is told what is wrong before they want to save; then each field says what to do', () => {
	const form = new MethodForm({ method: empty, base: 0 }, deviceDrafts(device(), session, me), false);
	expect(form.errorAt('title')).toBeUndefined();
	expect(form.check()).toBe(false);
	expect(form.errorAt('title')).toBe('Give it a title.');
	expect(form.errorAt('phases[0].prompt')).toBe('Say in one sentence what people are to do.');
	expect(form.isWrong('phases[0]')).toBe(true);
	form.change({ ...empty, title: 'Ours' });
	expect(form.errorAt('title')).toBeUndefined();
});

test('whatever does not fit together in a phase is told in a sentence of its own', () => {
	const [write] = empty.phases;
	const worded: Phase = { ...write!, title: 'T', prompt: 'P' };
	const base: Method = {
		...empty,
		title: 'T',
		purpose: 'P',
		lanes: [{ ...empty.lanes[0]!, title: 'L', prompt: 'P' }]
	};
	const spoilt: readonly (readonly [Partial<Phase>, keyof typeof t.problems])[] = [
		[{ minutes: 0 }, 'minutes'],
		[{ cap: 0 }, 'number'],
		[{ can: {}, cap: 3 }, 'others'],
		[
			{ can: { member: ['vote'] }, sees: { others: 'text', authors: 'always', tallies: 'none' } },
			'voteMissing'
		],
		[{ sees: { ...worded.sees, authors: 'always' } }, 'authors'],
		[{ sees: { others: 'text', authors: 'always', tallies: 'none' }, reveal: 'never' }, 'reveal'],
		[{ topics: { seconds: 60, extendSeconds: [] } }, 'topics'],
		[{ turns: { order: 'roundRobin', seconds: 1, pass: true } }, 'seconds'],
		[{ groups: { by: 'size', size: 3, rotate: 'double' } }, 'rotate'],
		[{ input: { from: worded.id, filter: 'all' } }, 'notEarlier'],
		[{ vote: { type: 'dot', budget: 200, secret: false, minVoters: 1 } }, 'budget'],
		[{ title: 'x'.repeat(121) }, 'tooLong']
	];
	for (const [change, sentence] of spoilt) {
		const phase = { ...worded, ...change };
		const form = new MethodForm(
			{ method: { ...base, minutes: phase.minutes, phases: [phase] }, base: 0 },
			deviceDrafts(device(), session, me),
			false
		);
		const told = form.problems.map(sentenceOn);
		expect(told, sentence).toContain(t.problems[sentence]);
		expect(told, sentence).not.toContain(t.problems.other);
	}
});

import { expect, test } from 'vitest';
import type { SavedState } from '$lib/sync/open-document.ts';
import { savedAnnouncement, savedWords, type ToldTrouble } from './saved-light.ts';

const SAVING: SavedState = { at: 'saving', percent: null };

const STATES: readonly SavedState[] = [
	{ at: 'saved' },
	{ at: 'received' },
	{ at: 'connecting' },
	SAVING,
	{ at: 'saving', percent: 40 },
	{ at: 'offline', changes: 0, kept: true },
	{ at: 'offline', changes: 14, kept: true },
	{ at: 'offline', changes: 0, kept: false },
	{ at: 'offline', changes: 1, kept: false },
	{ at: 'asked-to-wait', changes: 0, kept: true },
	{ at: 'asked-to-wait', changes: 3, kept: true },
	{ at: 'asked-to-wait', changes: 3, kept: false },
	{ at: 'not-saved', changes: 2, kept: true },
	{ at: 'not-saved', changes: 2, kept: false },
	{ at: 'held-back', changes: 2, kept: true },
	{ at: 'held-back', changes: 1, kept: false },
	{ at: 'refused', reason: 'access' },
	{ at: 'refused', reason: 'not-found' },
	{ at: 'refused', reason: 'malformed' },
	{ at: 'refused', reason: 'foreign-client' },
	{ at: 'refused', reason: 'unreadable' },
	{ at: 'refused', reason: 'too-large' }
];

test('only what is saved is called saved', () => {
	for (const state of STATES) {
		expect(savedWords(state, false).short === 'Saved', state.at).toBe(state.at === 'saved');
		expect(savedWords(state, false).tone === 'good', state.at).toBe(state.at === 'saved');
	}
});

test('offline, it counts the changes and says where they are', () => {
	expect(savedWords({ at: 'offline', changes: 14, kept: true }, false).short).toBe(
		'Offline: 14 changes kept on this device'
	);
	expect(savedWords({ at: 'offline', changes: 1, kept: true }, false).short).toBe(
		'Offline: 1 change kept on this device'
	);
	expect(savedWords({ at: 'offline', changes: 3, kept: false }, false)).toMatchObject({
		tone: 'problem',
		short: 'Offline: 3 changes in this tab only'
	});
	const barred = savedWords({ at: 'offline', changes: 0, kept: false }, false);
	expect(barred, 'before the first one, too').toMatchObject({ tone: 'problem', short: 'Offline' });
	expect(barred.long).not.toContain('kept on this device');
});

test('kept work is said to be safe in the full words too, since a small window has no room for it in the short ones', () => {
	for (const state of STATES) {
		if (!('kept' in state) || !state.kept || state.changes === 0) continue;
		expect(savedWords(state, false).long, state.at).toMatch(
			new RegExp(`\\b${state.changes} changes? (is|are) kept on this device`)
		);
	}
});

test('what is only received is said to be there, and is no alarm', () => {
	expect(savedWords({ at: 'received' }, false)).toMatchObject({ tone: 'received', short: 'Received' });
});

test('a large upload shows how far it is', () => {
	expect(savedWords({ at: 'saving', percent: 40 }, false).short).toBe('Saving… 40%');
});

test('work that is in the tab only is always a matter to look into', () => {
	for (const state of STATES) {
		if (!('kept' in state) || state.kept) continue;
		expect(savedWords(state, false), state.at).toMatchObject({
			tone: 'problem',
			long: expect.stringMatching(/leave (the tab|it) open/i) as string
		});
	}
});

test('an onlooker, who saves nothing, is told that the board is live', () => {
	expect(savedWords({ at: 'saved' }, true).short).toBe('Live');
	expect(savedWords({ at: 'received' }, true).short).toBe('Live');
	expect(savedWords({ at: 'offline', changes: 0, kept: true }, true).long).not.toContain('what you do');
});

test('an onlooker is not told that the board is live while something of theirs is held back', () => {
	expect(savedWords({ at: 'held-back', changes: 2, kept: true }, true)).toMatchObject({
		tone: 'kept',
		short: '2 changes not sent',
		brief: 'Not sent'
	});
});

test('every refusal says what to do', () => {
	for (const state of STATES) {
		if (state.at === 'refused') expect(savedWords(state, false).long).toMatch(/load|go back|tell|undo|send/i);
	}
});

test('a screen reader hears of trouble once, and once that it is over, and nothing of ordinary typing', () => {
	const heard: string[] = [];
	let told: ToldTrouble = null;
	const walk: SavedState[] = [
		{ at: 'connecting' },
		{ at: 'saved' },
		SAVING,
		{ at: 'saved' },
		{ at: 'offline', changes: 0, kept: true },
		{ at: 'offline', changes: 1, kept: true },
		{ at: 'offline', changes: 2, kept: true },
		{ at: 'connecting' },
		SAVING,
		{ at: 'saved' },
		SAVING,
		{ at: 'saved' }
	];
	for (const state of walk) {
		const announcement = savedAnnouncement(told, state, false);
		told = announcement.told;
		if (announcement.say !== null) heard.push(announcement.say);
	}
	expect(heard).toEqual([
		savedWords({ at: 'offline', changes: 0, kept: true }, false).long,
		'Connected again. Everything is saved.'
	]);
});

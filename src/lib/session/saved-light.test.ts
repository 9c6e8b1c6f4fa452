import { expect, test } from 'vitest';
import type { SavedState } from '$lib/sync/open-document.ts';
import { savedAnnouncement, savedWords, type ToldTrouble } from './saved-light.ts';

const STATES: readonly SavedState[] = [
	{ at: 'saved' },
	{ at: 'connecting' },
	{ at: 'saving' },
	{ at: 'offline', changes: 0, kept: true },
	{ at: 'offline', changes: 14, kept: true },
	{ at: 'offline', changes: 1, kept: false },
	{ at: 'not-saved', changes: 2, kept: true },
	{ at: 'not-saved', changes: 2, kept: false },
	{ at: 'refused', reason: 'access' },
	{ at: 'refused', reason: 'not-found' },
	{ at: 'refused', reason: 'malformed' },
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
});

test('an onlooker, who saves nothing, is told that the board is live', () => {
	expect(savedWords({ at: 'saved' }, true).short).toBe('Live');
});

test('every refusal says what to do', () => {
	for (const state of STATES) {
		if (state.at === 'refused') expect(savedWords(state, false).long).toMatch(/load|go back|tell|undo/i);
	}
});

test('a screen reader hears of trouble once, and once that it is over, and nothing of ordinary typing', () => {
	const heard: string[] = [];
	let told: ToldTrouble = null;
	const walk: SavedState[] = [
		{ at: 'connecting' },
		{ at: 'saved' },
		{ at: 'saving' },
		{ at: 'saved' },
		{ at: 'offline', changes: 0, kept: true },
		{ at: 'offline', changes: 1, kept: true },
		{ at: 'offline', changes: 2, kept: true },
		{ at: 'connecting' },
		{ at: 'saving' },
		{ at: 'saved' },
		{ at: 'saving' },
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

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Hit } from '#protocol/search.ts';
import type { Ask, Outcome } from './ask.ts';
import { addressFor, chosenIn, filtersOf } from './chosen-filters.ts';
import { Searching } from './searching.svelte.ts';

const hit = (title: string): Hit => ({ title }) as Hit;
const found = (...titles: string[]): Outcome => ({
	at: 'found',
	answer: { hits: titles.map(hit), next: null, index: 'whole' }
});
const titles = (searching: Searching): readonly string[] | undefined =>
	searching.hits?.map(({ title }) => title);

describe('what is looked for while somebody types', () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	test('is asked for once they pause', async () => {
		const ask = vi.fn<Ask>().mockResolvedValue(found('Pump'));
		const searching = new Searching(ask, 4);
		for (const words of ['p', 'pu', 'pump']) searching.want(words, {});
		await vi.runAllTimersAsync();
		expect(ask.mock.calls.map(([words]) => words)).toEqual(['pump']);
		expect(titles(searching)).toEqual(['Pump']);
	});

	test('is not given up for being wanted twice', async () => {
		const ask = vi.fn<Ask>().mockResolvedValue(found('Pump'));
		const searching = new Searching(ask, 4);
		searching.want('pump', {});
		searching.want('pump', {});
		await vi.runAllTimersAsync();
		expect(ask).toHaveBeenCalledTimes(1);
	});

	test('is not answered by what came late for other words', async () => {
		const answers = new Map<string, (outcome: Outcome) => void>();
		const searching = new Searching((words) => new Promise((resolve) => void answers.set(words, resolve)), 4);
		searching.want('first', {});
		await vi.advanceTimersByTimeAsync(200);
		searching.want('second', {});
		await vi.advanceTimersByTimeAsync(500);
		expect(searching.isSlow).toBe(true);
		answers.get('second')!(found('Second'));
		answers.get('first')!(found('First'));
		await vi.runAllTimersAsync();
		expect(titles(searching)).toEqual(['Second']);
		expect(searching.isSlow).toBe(false);
	});

	test('stays on screen while there is no connection, and is asked for again on request', async () => {
		const outcomes: Outcome[] = [
			found('Pump'),
			{ at: 'failed', why: 'offline', retryAfterMs: 0 },
			found('Well')
		];
		const searching = new Searching(() => Promise.resolve(outcomes.shift()!), 4);
		searching.want('pump', {});
		await vi.runAllTimersAsync();
		searching.want('well', {});
		await vi.runAllTimersAsync();
		expect([searching.failed, titles(searching)]).toEqual(['offline', ['Pump']]);
		searching.again();
		await vi.runAllTimersAsync();
		expect([searching.failed, titles(searching)]).toEqual([null, ['Well']]);
	});

	test('goes on by itself where it was asked for too often', async () => {
		const outcomes: Outcome[] = [{ at: 'failed', why: 'too-many', retryAfterMs: 2000 }, found('Pump')];
		const searching = new Searching(() => Promise.resolve(outcomes.shift()!), 4);
		searching.want('pump', {});
		await vi.advanceTimersByTimeAsync(1000);
		expect(searching.failed).toBe('too-many');
		await vi.advanceTimersByTimeAsync(2000);
		expect(titles(searching)).toEqual(['Pump']);
	});

	test('is nothing once the field is empty', async () => {
		const searching = new Searching(() => Promise.resolve(found('Pump')), 4);
		searching.want('pump', {});
		await vi.runAllTimersAsync();
		searching.want('  ', {});
		expect(searching.hits).toBeNull();
	});
});

describe('the address of a search', () => {
	test('says all that was chosen', () => {
		const address = '?q=wet+feet%3F&kind=page&within=month&session=aaaaaaaaaaaaaaaaaaaaaa&state=published';
		const chosen = chosenIn(new URLSearchParams(address));
		expect(addressFor(chosen)).toBe(address);
		expect(Object.keys(filtersOf(chosen, Date.now())).sort()).toEqual([
			'kind',
			'session',
			'since',
			'standing'
		]);
	});

	test('chooses nothing that does not exist', () => {
		const chosen = chosenIn(new URLSearchParams('?kind=secret&within=ever&session=..&state=x'));
		expect(filtersOf(chosen, Date.now())).toEqual({});
	});
});

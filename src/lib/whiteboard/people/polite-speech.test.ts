import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PoliteSpeech } from './polite-speech.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function listen() {
	const spoken: string[] = [];
	return { spoken, speech: new PoliteSpeech((sentence) => spoken.push(sentence)) };
}

describe('what is read out of a crowd', () => {
	it('waits until somebody has paused, and says the last of it', () => {
		const { spoken, speech } = listen();
		for (const words of ['H', 'He', 'Hel', 'Hello']) {
			speech.hear('ada', words);
			vi.advanceTimersByTime(300);
		}
		expect(spoken).toEqual([]);
		vi.advanceTimersByTime(1_500);
		expect(spoken).toEqual(['Hello']);
	});

	it('comes one by one, with time to listen, and not all of it', () => {
		const { spoken, speech } = listen();
		for (let at = 0; at < 40; at++) speech.hear(`p${at}`, `Sentence ${at}`);
		vi.advanceTimersByTime(6_000);
		expect(spoken.length).toBeLessThanOrEqual(3);
		vi.advanceTimersByTime(60_000);
		expect(spoken.length).toBeLessThan(8);
		expect(spoken.at(-1)).toBe('Sentence 39');
	});
});

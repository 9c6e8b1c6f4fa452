import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openEditor } from '../test-editors.ts';
import { Crowd } from './test-crowd.ts';
import { Voices } from './voices.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function board(size: number) {
	const { editor, awareness, close } = openEditor('me');
	const voices = new Voices(editor, () => ({ name: 'Me', color: 'moss' }));
	const crowd = new Crowd(awareness, size);
	return {
		crowd,
		voices,
		awareness,
		hear: () => voices.hear([...editor.presence.peers]),
		close: () => {
			voices.destroy();
			crowd.leave();
			close();
		}
	};
}

describe('what people say and feel', () => {
	it('is new only when it was not there before', () => {
		const { crowd, voices, hear, close } = board(1);
		crowd.say(() => ({ react: { n: 1, k: 'heart', x: 0, y: 0 } }));
		hear();
		expect(voices.reactions).toEqual([]);
		crowd.say(() => ({ react: { n: 2, k: 'heart', x: 5, y: 6 } }));
		hear();
		hear();
		expect(voices.reactions).toMatchObject([{ kind: 'heart', at: { x: 5, y: 6 }, name: 'Person 0' }]);
		vi.advanceTimersByTime(5_000);
		expect(voices.reactions).toEqual([]);
		close();
	});

	it('stays within bounds when everybody speaks at once', () => {
		const { crowd, voices, hear, close } = board(60);
		const speak = (n: number) =>
			crowd.say((at) => ({
				say: { t: `Here, says ${at}`, x: at, y: 0 },
				react: { n, k: 'clap', x: at, y: 0 }
			}));
		for (let n = 1; n < 5; n++) {
			speak(n);
			hear();
		}
		expect(voices.bubbles.length).toBe(20);
		expect(voices.reactions.length).toBe(30);
		close();
	});

	it('is told to the others, and shown to me at once', () => {
		const { voices, awareness, close } = board(0);
		awareness.setLocalState({ user: { id: 'me', name: 'Me' } });
		voices.react('tick');
		expect(voices.reactions).toMatchObject([{ kind: 'tick', isMine: true, color: 'moss' }]);
		voices.say('Look');
		vi.advanceTimersByTime(100);
		expect(awareness.getLocalState()).toMatchObject({ react: { k: 'tick' }, say: { t: 'Look' } });
		vi.advanceTimersByTime(10_000);
		expect(awareness.getLocalState()).toMatchObject({ say: null });
		close();
	});
});

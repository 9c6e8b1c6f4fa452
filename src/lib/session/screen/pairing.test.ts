import { describe, expect, test } from 'vitest';
import { createId, type SessionId } from '#model/ids.ts';
import type { JoinCode } from '#model/session/join-code.ts';
import type { ScreenOffer, ScreenPairing } from '#protocol/api.ts';
import { Pairing, type PairingState } from './pairing.svelte.ts';
import type { ScreenAnswer, ScreenApi } from './screen-api.ts';

const CODE_FOR_MS = 600_000;
const SERVER_AHEAD_MS = 3_600_000;
const session = createId<SessionId>();

/** A server with screens, a device with a clock, and a room's computer that stands for as long as it is told to. */
function room(kept: Record<string, string> = {}) {
	let now = 1_000_000;
	let offers = 0;
	let answering: ScreenAnswer<never> | null = null;
	const paired = new Set<string>();
	const born = new Map<string, number>();
	const api: ScreenApi = {
		offer: () => {
			if (answering !== null) return Promise.resolve(answering);
			const code = `CODE000${String(offers++)}` as JoinCode;
			born.set(code, now);
			const serverNow = now + SERVER_AHEAD_MS;
			const value: ScreenOffer = {
				code,
				ticket: `ticket of ${code}`,
				expiresAt: serverNow + CODE_FOR_MS,
				now: serverNow
			};
			return Promise.resolve({ ok: true, value });
		},
		pairing: (code, ticket) => {
			if (answering !== null) return Promise.resolve(answering);
			expect(ticket).toBe(`ticket of ${code}`);
			if (now >= (born.get(code) ?? 0) + CODE_FOR_MS)
				return Promise.resolve({ ok: false, refusal: 'not-found', retryAfterSeconds: 0 });
			const value: ScreenPairing = { session: paired.has(code) ? session : null, expiresAt: 0 };
			return Promise.resolve({ ok: true, value });
		}
	};
	/** What waits, until the test lets time pass. */
	let wake: (() => void) | null = null;
	let waitedMs = 0;
	const pairing = new Pairing({
		api,
		storage: {
			getItem: (key) => kept[key] ?? null,
			setItem: (key, value) => void (kept[key] = value),
			removeItem: (key) => void delete kept[key]
		},
		now: () => now,
		wait: (ms, signal) =>
			new Promise((resolve) => {
				waitedMs = ms;
				wake = resolve;
				signal.addEventListener('abort', () => resolve());
			})
	});
	/** Everything that was under way has come to its end. */
	const settle = async (): Promise<void> => {
		for (let turn = 0; turn < 20; turn++) await Promise.resolve();
	};
	return {
		pairing,
		kept,
		enter: (code: string) => paired.add(code),
		fail: (refusal: 'offline' | 'slow-down' | null, retryAfterSeconds = 0) =>
			(answering = refusal === null ? null : { ok: false, refusal, retryAfterSeconds }),
		waitedMs: () => waitedMs,
		start: async () => {
			const stop = pairing.start();
			await settle();
			return stop;
		},
		settle,
		/** Time passes, as often as the screen asks. */
		pass: async (ms: number) => {
			for (const until = now + ms; now < until;) {
				now += Math.max(1, waitedMs);
				wake?.();
				await settle();
			}
		}
	};
}

function code(state: PairingState): string | null {
	return state.at === 'unpaired' ? state.code : null;
}

describe('a screen', () => {
	test('shows its code until that is entered, and keeps its key for the next start', async () => {
		const { pairing, enter, pass, start, kept } = room();
		await start();
		expect(code(pairing.state)).toBe('CODE0000');
		await pass(5_000);
		enter('CODE0000');
		await pass(2_000);
		const key = { session, ticket: 'ticket of CODE0000' };
		expect(pairing.state).toEqual({ at: 'paired', key });
		expect(room(kept).pairing.state).toEqual({ at: 'paired', key });
	});

	test('has a new code before the old one ends, and knows when the old one is entered all the same', async () => {
		const { pairing, enter, pass, start } = room();
		await start();
		await pass(CODE_FOR_MS - 70_000);
		expect(code(pairing.state)).toBe('CODE0000');
		await pass(20_000);
		expect(code(pairing.state)).toBe('CODE0001');
		enter('CODE0000');
		await pass(2_000);
		expect(pairing.state.at).toBe('paired');
	});

	test('says what keeps it from being paired, and goes on by itself', async () => {
		const { pairing, fail, pass, start, waitedMs } = room();
		fail('slow-down', 40);
		await start();
		expect(pairing.state).toMatchObject({ code: null, trouble: 'busy' });
		expect(waitedMs()).toBe(40_000);
		fail(null);
		await pass(40_000);
		expect(pairing.state).toMatchObject({ code: 'CODE0000', trouble: null });
		fail('offline');
		await pass(4_000);
		expect(pairing.state).toMatchObject({ code: 'CODE0000', trouble: 'offline' });
		await pass(CODE_FOR_MS);
		expect(pairing.state).toMatchObject({ code: null, trouble: 'offline' });
		fail(null);
		await pass(4_000);
		expect(pairing.state).toMatchObject({ code: 'CODE0001', trouble: null });
	});

	test('that was taken off forgets the session, says so, and shows a code again', async () => {
		const { pairing, enter, pass, start, settle, kept } = room();
		await start();
		enter('CODE0000');
		await pass(2_000);
		pairing.forget(true);
		await settle();
		expect(pairing.state).toMatchObject({ at: 'unpaired', code: 'CODE0001', wasRevoked: true });
		expect(room(kept).pairing.state.at).toBe('unpaired');
	});

	test('ignores a key that it did not write', () => {
		for (const junk of ['', 'x', '5', '{}', '{"session":"no","ticket":"t"}'])
			expect(room({ 'commonplace:screen': junk }).pairing.state.at).toBe('unpaired');
	});
});

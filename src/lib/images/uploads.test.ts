import { beforeEach, describe, expect, it } from 'vitest';
import type { DocumentName } from '#protocol/documents.ts';
import type { ImageHash } from '#protocol/images.ts';
import { waitFor } from '../../../tests/support/wait-for.ts';
import type { SendOutcome } from './send.ts';
import { Uploads } from './uploads.ts';
import type { WaitingImages } from './waiting-images.ts';

const BOARD = 'board' as DocumentName;
const A = 'a' as ImageHash;
const B = 'b' as ImageHash;
const C = 'c' as ImageHash;
const IMAGE = new Blob(['image']);

/** A device's storage that outlives the tab. */
let device: Map<string, Blob>;
let deviceRefuses: boolean;
let sent: ImageHash[];
let outcomes: SendOutcome[];
let timers: { readonly work: () => void; readonly ms: number }[];
let refusals: string[];
let marked: boolean | null;
/** While set, what is being sent waits for it. */
let gate: Promise<void> | null;

beforeEach(() => {
	[device, deviceRefuses, sent, outcomes, timers, refusals, marked, gate] = [
		new Map(),
		false,
		[],
		[],
		[],
		[],
		null,
		null
	];
});

const waiting: WaitingImages = {
	of: async () => new Map([...device].map(([key, blob]) => [key as ImageHash, blob])),
	add: async (_, hash, blob) => {
		if (!deviceRefuses) device.set(hash, blob);
		return !deviceRefuses;
	},
	remove: async (_, hash) => void device.delete(hash)
};

function uploadsOf(writes = true): Uploads {
	return new Uploads({
		document: BOARD,
		writes,
		waiting,
		send: async (_, hash) => {
			sent.push(hash);
			await gate;
			return outcomes.shift() ?? { at: 'sent' };
		},
		mark: (waits) => (marked = waits),
		changed: () => undefined,
		refused: (why) => refusals.push(why),
		later: (work, ms) => {
			timers.push({ work, ms });
			return () => undefined;
		}
	});
}

describe('an upload', () => {
	it('is kept on the device until the server has it', async () => {
		let open = (): void => undefined;
		gate = new Promise((resolve) => (open = resolve));
		const uploads = uploadsOf();
		expect(await uploads.add(A, IMAGE)).toBe(true);
		expect(device.has(A)).toBe(true);
		expect(marked).toBe(true);
		expect(uploads.stateOf(A)).toEqual({ at: 'sending', percent: 0 });
		expect(await uploads.bytes(A)).toBe(IMAGE);
		open();
		await waitFor(() => marked === false, 'it is there');
		expect(device.size).toBe(0);
		expect(uploads.stateOf(A)).toBeNull();
	});

	it('goes on with the next visit', async () => {
		device.set(A, IMAGE);
		const uploads = uploadsOf();
		expect(await uploads.bytes(A)).toBe(IMAGE);
		await waitFor(() => marked === false, 'it is there');
		expect(sent).toEqual([A]);
	});

	it('that fails is tried again, later and later, and no sooner than the server asks', async () => {
		outcomes = [
			{ at: 'later', afterMs: 0 },
			{ at: 'later', afterMs: 0 },
			{ at: 'later', afterMs: 50_000 }
		];
		const uploads = uploadsOf();
		await uploads.add(A, IMAGE);
		for (const tries of [1, 2, 3]) {
			await waitFor(() => timers.length === tries, 'it waits');
			expect(uploads.stateOf(A)).toEqual({ at: 'waiting' });
			timers.at(-1)!.work();
		}
		await waitFor(() => marked === false, 'it is there');
		expect(timers.map(({ ms }) => ms)).toEqual([2_000, 4_000, 50_000]);
		expect(sent).toEqual([A, A, A, A]);
	});

	it('is tried at once when the line is back', async () => {
		outcomes = [{ at: 'later', afterMs: 0 }];
		const uploads = uploadsOf();
		await uploads.add(A, IMAGE);
		await waitFor(() => timers.length === 1, 'it waits');
		uploads.tryAgain();
		await waitFor(() => marked === false, 'it is there');
	});

	it('that is refused is said, kept, and tried with the next occasion only', async () => {
		outcomes = [{ at: 'refused', why: 'no-right' }];
		const uploads = uploadsOf();
		await uploads.add(A, IMAGE);
		await waitFor(() => refusals.length === 1, 'it is said');
		expect(uploads.stateOf(A)).toEqual({ at: 'refused', why: 'no-right' });
		expect(device.has(A)).toBe(true);
		expect(timers).toEqual([]);
		uploads.tryAgain();
		await waitFor(() => marked === false, 'it is there');
	});

	it('is done even where the device keeps nothing', async () => {
		deviceRefuses = true;
		const uploads = uploadsOf();
		expect(await uploads.add(A, IMAGE)).toBe(false);
		await waitFor(() => marked === false, 'it is there');
		expect(sent).toEqual([A]);
	});

	it('waits for the right to write', async () => {
		device.set(A, IMAGE);
		const uploads = uploadsOf(false);
		expect(await uploads.bytes(A)).toBe(IMAGE);
		uploads.tryAgain();
		expect(sent).toEqual([]);
		expect(uploads.stateOf(A)).toEqual({ at: 'waiting' });
	});
});

it('two are sent at once, and no image twice', async () => {
	let open = (): void => undefined;
	gate = new Promise((resolve) => (open = resolve));
	const uploads = uploadsOf();
	await Promise.all([A, A, B, C].map((hash) => uploads.add(hash, IMAGE)));
	expect(sent).toEqual([A, B]);
	gate = null;
	open();
	await waitFor(() => marked === false, 'all are there');
	expect(sent).toEqual([A, B, C]);
});

it('nothing of a board that was closed is sent any more', async () => {
	outcomes = [{ at: 'later', afterMs: 0 }];
	const uploads = uploadsOf();
	await uploads.add(A, IMAGE);
	await waitFor(() => timers.length === 1, 'it waits');
	uploads.destroy();
	timers[0]!.work();
	uploads.tryAgain();
	expect(sent).toEqual([A]);
	expect(device.has(A)).toBe(true);
});

import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { encodeQueryAwareness } from '#protocol/sync.ts';
import { contentOf, hasPending, haveConverged } from '../support/document-content.ts';
import { HealthyPair, PAIR_ROOTS } from '../support/healthy-pair.ts';
import { HostileAuthor } from '../support/hostile-frames.ts';
import { settledMegabytes, watchMemory } from '../support/process-memory.ts';
import { createRandom, type Random } from '../support/random.ts';
import type { RawClient } from '../support/raw-client.ts';
import { isLongRun, rounds } from '../support/rounds.ts';
import { SharedBoard, type Person } from '../support/shared-board.ts';
import { waitFor } from '../support/wait-for.ts';

const FRAMES = rounds(2500, 12_000);
const ATTACKERS = 10;
/** Seeds that once failed. */
const KEPT_SEEDS: readonly number[] = [];

/** The server has looked at the frame: it answers a ping that came after it, or has closed the connection. */
async function deliver(client: RawClient, frame: Uint8Array): Promise<void> {
	const { socket } = client;
	if (socket.readyState !== socket.OPEN) return;
	const closed = once(socket, 'close');
	client.send(frame);
	socket.ping();
	await Promise.race([once(socket, 'pong'), closed]);
}

/** Sends frames over one connection after another until `left` says that there are enough. */
async function attack(
	board: SharedBoard,
	person: Person,
	random: Random,
	others: readonly number[],
	take: () => boolean
): Promise<Tally> {
	const tally: Tally = { survived: 0, closed: new Map(), kinds: new Map() };
	const author = new HostileAuthor(random, others);
	let client = await board.raw(person);
	while (take()) {
		const { kind, bytes } = author.next();
		await deliver(client, bytes);
		tally.kinds.set(kind, (tally.kinds.get(kind) ?? 0) + 1);
		if (client.socket.readyState === client.socket.OPEN) {
			tally.survived += 1;
			continue;
		}
		const code = await client.closed();
		tally.closed.set(code, (tally.closed.get(code) ?? 0) + 1);
		// A new address as well, so that no limit of addresses ends the fuzzing early.
		person = { ...person, address: `192.168.${random.below(256)}.${random.below(256)}` };
		client = await board.raw(person);
	}
	client.close();
	return tally;
}

interface Tally {
	survived: number;
	readonly closed: Map<number, number>;
	readonly kinds: Map<string, number>;
}

describe('whatever frames come', () => {
	it.each([...KEPT_SEEDS, undefined])(
		`the server and its document stay whole, ${FRAMES} frames long`,
		async (seed) => {
			const random = createRandom(seed);
			console.info(`frame fuzz: ${random.seedText}`);
			const board = await SharedBoard.open({ LOG_LEVEL: 'error' });
			const pair = await HealthyPair.join(board);
			await pair.exchange();
			const memory = await watchMemory(board.server.pid);
			const others = [pair.one.doc.clientID, pair.two.doc.clientID];
			let left = FRAMES;
			const people = await board.invites(ATTACKERS);
			const attacks = Promise.all(
				people.map((person, index) =>
					attack(board, person, createRandom(random.below(2 ** 31) + index), others, () => left-- > 0)
				)
			);
			const tallies = await pair.during(attacks);
			const megabytes = await memory();
			const survived = tallies.reduce((sum, tally) => sum + tally.survived, 0);
			const codes = [...new Set(tallies.flatMap(({ closed }) => [...closed.keys()]))];
			const kinds = new Set(tallies.flatMap((tally) => [...tally.kinds.keys()]));
			console.info(
				`${FRAMES} frames of ${kinds.size} kinds, ${survived} harmless, others closed with ${codes.join(', ')}; ` +
					`slowest exchange ${Math.round(pair.slowestMs)} ms, memory ${JSON.stringify(megabytes)} MB`
			);

			// Those who were there all the time are in step, and so is whoever comes now. What hostile authors wrote may look
			// different to them: Yjs lets structs lie about their neighbours, see check.test.ts.
			await pair.exchange();
			if (isLongRun) {
				const settled = await settledMegabytes(board.server.pid, 90_000, megabytes.before + 50);
				console.info(`${settled} MB when the attackers have gone`);
				expect(settled - megabytes.before, 'megabytes kept').toBeLessThan(100);
			}
			const late = board.stock(board.owner);
			await late.synced();
			const docs = () => [pair.one.doc, pair.two.doc, late.doc];
			await waitFor(() => haveConverged(docs(), PAIR_ROOTS), `everybody is in step (${random.seedText})`);
			expect(docs().some(hasPending), 'nothing waits for what never comes').toBe(false);
			expect(pair.one.provider.wsconnected && pair.two.provider.wsconnected).toBe(true);
			expect(board.server.output(), random.seedText).toBe('');
			const probe = await board.raw(board.owner);
			await deliver(probe, encodeQueryAwareness());
			expect(probe.closeCode).toBeNull();

			// Nothing in the store stands in the way of the next start.
			const expected = contentOf(late.doc, PAIR_ROOTS);
			await board.kill('SIGTERM');
			await board.startAgain();
			const read = await board.read();
			expect(contentOf(read, PAIR_ROOTS), random.seedText).toEqual(expected);
			expect(read.getArray('pair words').length).toBe(2 * pair.words);
			if (!isLongRun) return;
			expect(pair.slowestMs, 'no stall').toBeLessThan(1000);
		}
	);
});

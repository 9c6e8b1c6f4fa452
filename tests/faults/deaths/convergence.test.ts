import { expect, it } from 'vitest';
import { contentOf, haveConverged } from '../../support/document-content.ts';
import { EditingClient, marksIn } from '../../support/editing-client.ts';
import { createRandom, type Random } from '../../support/random.ts';
import { rounds } from '../../support/rounds.ts';
import { SharedBoard } from '../../support/shared-board.ts';
import { waitFor } from '../../support/wait-for.ts';

const RUNS = rounds(2, 12);
const STEPS = rounds(500, 1500);
const CLIENTS = rounds(5, 8);
const KILLS = rounds(3, 6);
/** Seeds that once failed. */
const KEPT_SEEDS: readonly number[] = [];

/** One step of somebody who is sometimes away, sometimes slow, and mostly typing. */
function act(client: EditingClient, random: Random): void {
	const action = random.below(100);
	if (action < 70) client.edit();
	else if (action < 76) client.goOffline();
	else if (action < 88) client.goOnline();
	else if (action < 92) client.stopReading();
	else if (action < 99) client.readOn();
	else client.reload();
}

async function enter(board: SharedBoard, random: Random): Promise<EditingClient[]> {
	const people = await board.invites(CLIENTS);
	return people.map(
		(person, index) =>
			new EditingClient({
				url: board.url,
				name: board.name,
				headers: board.headers(person),
				label: `client ${index}`,
				random
			})
	);
}

async function someoneIsSynced(clients: readonly EditingClient[], random: Random): Promise<void> {
	const client = random.pick(clients);
	client.readOn();
	client.goOnline();
	await waitFor(() => client.isSynced, `somebody is in step (${random.seedText})`);
}

it.each([...KEPT_SEEDS, ...Array<undefined>(RUNS).fill(undefined)])(
	`clients that edit, go, reload and come back while servers are killed end with the same document`,
	async (seed) => {
		const random = createRandom(seed);
		const board = await SharedBoard.open({ LOG_LEVEL: 'error' });
		const clients = await enter(board, random);
		/** Whatever becomes of its author, it was seen by somebody else or acknowledged. */
		const promised = new Set<string>();
		const collect = () => {
			for (const client of clients)
				for (const mark of [...client.acknowledged, ...client.seen]) promised.add(mark);
		};
		try {
			const killAt = new Set(Array.from({ length: KILLS }, () => random.below(STEPS)));
			for (let step = 0; step < STEPS; step += 1) {
				act(random.pick(clients), random);
				// Some of it gets on its way, so that there is something to lose and something to merge.
				if (random.below(2) === 0) await new Promise(setImmediate);
				if (step % 25 === 0) await someoneIsSynced(clients, random);
				if (random.below(20) === 0) collect();
				if (!killAt.has(step)) continue;
				await board.kill('SIGKILL');
				collect();
				for (let away = random.below(10); away > 0; away -= 1) act(random.pick(clients), random);
				await board.startAgain();
			}
			for (const client of clients) {
				client.readOn();
				client.goOnline();
			}
			const docs = () => clients.map((client) => client.doc);
			await waitFor(
				() => clients.every((client) => client.isSynced) && haveConverged(docs()),
				`all clients are in step (${random.seedText})`,
				30_000
			);
			collect();
			expect(new Set(marksIn(clients[0]!.doc)), random.seedText).toEqual(
				new Set([...promised, ...marksIn(clients[0]!.doc)])
			);

			// What everybody sees is also what is kept: a fresh client sees it before and after a restart.
			const expected = contentOf(clients[0]!.doc);
			expect(contentOf(await board.read()), random.seedText).toEqual(expected);
			for (const client of clients) client.goOffline();
			await board.kill('SIGTERM');
			await board.startAgain();
			expect(contentOf(await board.read()), random.seedText).toEqual(expected);
			console.info(
				`convergence: ${marksIn(clients[0]!.doc).length} edits kept, ${promised.size} promised, ` +
					`${KILLS} kills (${random.seedText})`
			);
			expect(promised.size).toBeGreaterThan(STEPS / 10);
		} finally {
			for (const client of clients) client.destroy();
		}
	}
);

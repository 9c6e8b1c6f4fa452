import { expect, it, onTestFinished } from 'vitest';
import { harvestOf, settledHarvest, wordsOn, writeNotes } from '../../support/group-boards.ts';
import { HttpClient } from '../../support/client.ts';
import { createRandom } from '../../support/random.ts';
import { rounds } from '../../support/rounds.ts';
import { spawnServer, temporaryFolder, type TestServer } from '../../support/server.ts';
import { plannedRound, SessionRoom } from '../../support/session-room.ts';
import { waitFor } from '../../support/wait-for.ts';

const ROUNDS = rounds(3, 40);
const GROUPS = 3;
const NOTES = ['one', 'two', 'three', 'four'];
/** From the first look at the boards to after the record says that it is done, on a machine that is busy. */
const WITHIN_MS = 250;

it(`loses and doubles nothing of what groups made in ${ROUNDS} rounds of kill -9 while it is brought over`, async () => {
	const random = createRandom();
	const folder = await temporaryFolder();
	onTestFinished(() => folder.remove());
	const start = async (port: number): Promise<TestServer> => {
		const server = await spawnServer({ DATA_DIR: folder.path, PORT: String(port) });
		onTestFinished(() => server.stop());
		return server;
	};
	let server = await start(0);
	const room = await SessionRoom.open(server.origin);
	onTestFinished(() => room.close());
	const { round, groups, plan } = plannedRound(GROUPS);
	await room.give(plan, { type: 'open-round', round, lengthMs: null, then: 'ask' });
	for (const { board } of groups) await writeNotes(room.fay.http, board, NOTES);
	await room.give({ type: 'close-round', round });

	const once = groups.flatMap((_, at) => [
		`Group ${at + 1}`,
		...NOTES.map((note) => `Group ${at + 1}: ${note}`)
	]);
	const http = new HttpClient(server.origin, room.fay.http.cookie);
	let tab = room.fay.tab;
	for (let count = 1; count <= ROUNDS; count++) {
		const command = harvestOf(round, room.whiteboard);
		const answered = tab.give(command).catch(() => null);
		const until = performance.now() + random.below(WITHIN_MS);
		await waitFor(() => performance.now() >= until, 'the moment to kill it');
		await server.kill('SIGKILL');
		await answered;

		server = await start(server.port);
		tab = await room.tab(http);
		const isKnown = tab.all('welcome')[0]!.session.harvests.some(({ id }) => id === command.harvest);
		// What was not even taken is asked for again, by the same name, as a device does that had no answer.
		if (!isKnown) expect(await tab.give(command)).toMatchObject({ ok: true });
		const settled = await settledHarvest(room, { tab }, command.harvest);
		expect(settled, random.seedText).toEqual({ at: 'done', count: GROUPS * NOTES.length });
		const expected = Array.from({ length: count }, () => once)
			.flat()
			.sort();
		expect(await wordsOn(http, room.whiteboard), `round ${count}, ${random.seedText}`).toEqual(expected);
	}
});

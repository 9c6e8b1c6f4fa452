import { expect, test } from 'vitest';
import { HttpClient, openSession } from '../support/client.ts';
import { Deployment } from '../support/nodes.ts';
import { rounds } from '../support/rounds.ts';
import { SessionSocket } from '../support/session-socket.ts';
import { SteadyWriter } from '../support/steady-writer.ts';
import { waitFor } from '../support/wait-for.ts';

const WRITERS = rounds(6, 20);
/** Slower than people type together, faster than one does. */
const WRITE_EVERY_MS = 20;

/** People who write on one whiteboard, each wherever the balancer put them. */
async function people(deployment: Deployment, count: number) {
	const { cookie, client, state, whiteboard } = await openSession(deployment.origin);
	const url = `${deployment.origin.replace('http', 'ws')}/sync/${whiteboard}`;
	const headers = { cookie, origin: deployment.origin };
	const open = (name: string) => SteadyWriter.open(url, name, headers);
	const writers = await Promise.all(Array.from({ length: count }, (_, index) => open(`w${index}`)));
	const writing = setInterval(() => writers.forEach((writer) => writer.write()), WRITE_EVERY_MS);
	/** Lets them finish; everything that anybody was promised or wrote must be there for somebody who comes anew. */
	const finish = async (): Promise<void> => {
		clearInterval(writing);
		for (const writer of writers)
			await waitFor(() => writer.acknowledged === writer.written, 'all is acknowledged', 30_000);
		const written = writers.reduce((sum, writer) => sum + writer.written, 0);
		const fresh = await open('fresh');
		await waitFor(() => fresh.words.length >= written + 1, 'all of it arrives');
		const words = new Set(fresh.words);
		expect(fresh.words, 'no word twice').toHaveLength(words.size);
		for (const writer of [...writers, fresh]) {
			expect(
				writer.promised.filter((word) => !words.has(word)),
				'lost'
			).toEqual([]);
			writer.close();
		}
		expect(words.size).toBe(written + 1);
	};
	return { client, state, writers, finish, stop: () => clearInterval(writing) };
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

test('after kill -9 of one of two nodes everybody writes on elsewhere, and nothing promised is lost', async () => {
	const deployment = await Deployment.open(2);
	const { state, writers, finish, client } = await people(deployment, WRITERS);
	const mia = new HttpClient(deployment.node(1).origin);
	await mia.join(state.session.code);
	const miaId = (await mia.session(state.session.id)).me.id;
	const doomed = deployment.node(1);
	const watching = await SessionSocket.open(deployment.node(0).origin, client.cookie, state.session.id);
	const miaTab = await SessionSocket.open(doomed.origin, mia.cookie, state.session.id);
	await watching.wait('present', ({ id }) => id === miaId);
	await waitFor(() => writers.every((writer) => writer.acknowledged >= 20), 'all write');

	const ended = writers.map((writer) => writer.closeCodes.length);
	const killed = deployment.end(doomed, 'SIGKILL');
	const at = performance.now();
	await killed;
	// A word written after the kill is acknowledged: whoever was there edits again, and all others still do.
	const backAfterMs = await Promise.all(
		writers.map(async (writer, index) => {
			const target = writer.written + 1;
			await waitFor(() => writer.acknowledged >= target, 'edits again', 30_000);
			return writer.closeCodes.length > ended[index]! ? performance.now() - at : null;
		})
	);
	const moved = backAfterMs.filter((ms) => ms !== null);
	await watching.wait('left', (id) => id === miaId);
	const leftAfterMs = performance.now() - at;
	if (moved.length > 0) {
		console.info(
			`kill -9 of a node: ${moved.length} of ${WRITERS} moved, median ${median(moved).toFixed(0)} ms, ` +
				`longest ${Math.max(...moved).toFixed(0)} ms; roster right after ${leftAfterMs.toFixed(0)} ms`
		);
	}
	await finish();
	watching.close();
	miaTab.close();
});

test('a rolling restart of all nodes loses no edit', async () => {
	const deployment = await Deployment.open(2);
	const { writers, finish } = await people(deployment, WRITERS);
	for (let round = 0; round < rounds(1, 5); round++) {
		for (const old of [...deployment.nodes]) {
			const before = writers.map((writer) => writer.acknowledged);
			await deployment.add();
			expect(await deployment.end(old, 'SIGTERM'), old.output()).toBe(0);
			await waitFor(
				() => writers.every((writer, index) => writer.acknowledged > before[index]! + 20),
				'all write on',
				30_000
			);
		}
	}
	const codes = new Set(writers.flatMap((writer) => writer.closeCodes));
	expect([...codes], 'told to go elsewhere, never cut off').toEqual([1001]);
	await finish();
});

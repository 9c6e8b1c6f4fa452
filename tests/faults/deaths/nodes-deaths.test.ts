import { expect, test } from 'vitest';
import { HttpClient } from '../../support/client.ts';
import { Deployment } from '../../support/nodes.ts';
import { rounds } from '../../support/rounds.ts';
import { SessionSocket } from '../../support/session-socket.ts';
import { waitFor } from '../../support/wait-for.ts';
import { writingPeople } from '../../support/writing-people.ts';

const WRITERS = rounds(6, 20);

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

test('after kill -9 of one of two nodes everybody writes on elsewhere, and nothing promised is lost', async () => {
	const deployment = await Deployment.open(2);
	const { state, writers, writtenOn, finish, client } = await writingPeople(deployment, WRITERS);
	const mia = new HttpClient(deployment.node(1).origin);
	await mia.join(state.session.code);
	const miaId = (await mia.session(state.session.id)).me.id;
	const doomed = deployment.node(1);
	const watching = await SessionSocket.open(deployment.node(0).origin, client.cookie, state.session.id);
	const miaTab = await SessionSocket.open(doomed.origin, mia.cookie, state.session.id);
	await watching.wait('present', ({ id }) => id === miaId);
	await writtenOn();

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
	// A dead node's people leave when its keys expire, after eight seconds.
	await watching.wait('left', (id) => id === miaId, 30_000);
	const leftAfterMs = performance.now() - at;
	expect(moved.length, 'some were there').toBeGreaterThan(0);
	console.info(
		`kill -9 of a node: ${moved.length} of ${WRITERS} moved, median ${median(moved).toFixed(0)} ms, ` +
			`longest ${Math.max(...moved).toFixed(0)} ms; roster right after ${leftAfterMs.toFixed(0)} ms`
	);
	await finish();
	watching.close();
	miaTab.close();
});

test('a rolling restart of all nodes loses no edit', async () => {
	const deployment = await Deployment.open(2);
	const { writers, writtenOn, finish } = await writingPeople(deployment, WRITERS);
	for (let round = 0; round < rounds(1, 5); round++) {
		for (const old of [...deployment.nodes]) {
			await deployment.add();
			expect(await deployment.end(old, 'SIGTERM'), old.output()).toBe(0);
			await writtenOn();
		}
	}
	const codes = new Set(writers.flatMap((writer) => writer.closeCodes));
	expect([...codes], 'told to go elsewhere, never cut off').toEqual([1001]);
	await finish();
});

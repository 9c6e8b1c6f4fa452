/** Today's server beside and after an earlier one: what a deployment node by node, and its way back, must not cost. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';
import { CLOSE } from '#protocol/close-codes.ts';
import { startBalancer } from '../../support/balancer.ts';
import { HttpClient } from '../../support/client.ts';
import { haveConverged } from '../../support/document-content.ts';
import { Deployment } from '../../support/nodes.ts';
import { unpackRelease, type Release } from '../../support/release.ts';
import { rounds } from '../../support/rounds.ts';
import { spawnServer, temporaryFolder, type TestServer } from '../../support/server.ts';
import { SessionSocket } from '../../support/session-socket.ts';
import { stockClient, type StockClient } from '../../support/stock-client.ts';
import { waitFor } from '../../support/wait-for.ts';
import { writingPeople, type WritingPeople } from '../../support/writing-people.ts';

const WRITERS = rounds(6, 20);

let old: Release;
beforeAll(async () => {
	old = await unpackRelease('2026-11-22');
});
afterAll(() => old.remove());

/** Every other one speaks as the old release did. */
const mixed = (index: number) => (index % 2 === 0 ? old.frames : undefined);

function stockOn(origin: string, { client, whiteboard }: WritingPeople): StockClient {
	const headers = { cookie: client.cookie, origin };
	const stock = stockClient(`${origin.replace('http', 'ws')}/sync`, whiteboard, { headers });
	onTestFinished(() => stock.destroy());
	return stock;
}

/** Two people in the session, each with a tab on a node of their own. */
class Gathering {
	readonly #deployment: Deployment;
	readonly #people: WritingPeople;
	readonly #mia: HttpClient;
	#renamed = 0;

	private constructor(deployment: Deployment, people: WritingPeople, mia: HttpClient) {
		this.#deployment = deployment;
		this.#people = people;
		this.#mia = mia;
	}

	static async open(deployment: Deployment, people: WritingPeople): Promise<Gathering> {
		const mia = new HttpClient(deployment.origin);
		await mia.join(people.state.session.code);
		return new Gathering(deployment, people, mia);
	}

	/** Both nodes know who is here, and each hears what is changed on the other. */
	async isWhole(): Promise<void> {
		const { client, state } = this.#people;
		const { id } = state.session;
		const here = await SessionSocket.open(this.#deployment.node(0).origin, client.cookie, id);
		const there = await SessionSocket.open(this.#deployment.node(1).origin, this.#mia.cookie, id);
		const miaId = (await there.wait('welcome')).me.id;
		const knows = (tab: SessionSocket, person: string) =>
			tab.all('welcome').some(({ present }) => present.some(({ id: who }) => who === person)) ||
			tab.all('present').some(({ id: who }) => who === person);
		await waitFor(() => knows(here, miaId) && knows(there, state.me.id), 'each knows that the other is here');
		// Only the facilitator may.
		const back = await SessionSocket.open(this.#deployment.node(1).origin, client.cookie, id);
		for (const [from, to] of [
			[here, there],
			[back, here]
		] as const) {
			const title = `Renamed ${++this.#renamed}`;
			expect(await from.give({ type: 'rename-session', title })).toMatchObject({ ok: true });
			await to.wait('session', ({ session }) => session.title === title);
		}
		for (const tab of [back, there]) tab.close();
		await here.wait('left', (who) => who === miaId);
		here.close();
	}
}

/** Whoever reads there sees what is written on the other, and both show the same. */
async function serveTheSame(deployment: Deployment, people: WritingPeople, word: string): Promise<void> {
	const [here, there] = [0, 1].map((index) => stockOn(deployment.node(index).origin, people)) as [
		StockClient,
		StockClient
	];
	await Promise.all([here.synced(), there.synced()]);
	here.text.insert(0, `${word} from here, `);
	there.text.insert(0, `${word} from there, `);
	const both = ({ text }: StockClient) =>
		text.toString().includes(`${word} from here, `) && text.toString().includes(`${word} from there, `);
	await waitFor(() => both(here) && both(there), `both nodes show what was written on either: ${word}`);
	for (const client of [here, there]) client.destroy();
}

/** But for a compaction that a stop broke off. */
function errorsOf(node: TestServer): string[] {
	const lines = node.output().split('\n');
	return lines.filter((line) => /"level":[56]0/.test(line) && !line.includes('workers are stopped'));
}

/** Nobody was told anything but to go elsewhere. */
function expectOnlyGoingAway({ writers }: WritingPeople): void {
	expect([...new Set(writers.flatMap(({ closeCodes }) => closeCodes))]).toEqual([CLOSE.goingAway]);
}

test('nodes are replaced one after the other by today’s, and one goes back, without losing an edit', async () => {
	const deployment = await Deployment.open(0);
	for (const _ of [1, 2]) await deployment.add({}, old.main);
	const people = await writingPeople(deployment, WRITERS, mixed);
	const stock = stockOn(deployment.origin, people);
	const gathering = await Gathering.open(deployment, people);
	const nodes: TestServer[] = [...deployment.nodes];
	await people.writtenOn();

	const replace = async (leaving: TestServer, main: string | undefined, word: string): Promise<void> => {
		nodes.push(await deployment.add({}, main));
		expect(await deployment.end(leaving, 'SIGTERM'), leaving.output()).toBe(0);
		stock.text.insert(0, `stock ${word}, `);
		await people.writtenOn();
		await serveTheSame(deployment, people, word);
		await gathering.isWhole();
	};
	await replace(deployment.node(0), undefined, 'half today’s');
	await replace(deployment.node(0), undefined, 'all today’s');
	await replace(deployment.node(0), old.main, 'half old again');

	expectOnlyGoingAway(people);
	const readers = deployment.nodes.map(({ origin }) => stockOn(origin, people));
	await people.finish();
	const docs = [...people.writers, ...readers, stock].map(({ doc }) => doc);
	await waitFor(() => haveConverged(docs, ['words', 'text']), 'everybody has the same');
	const bytes = docs.map((doc) => Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64'));
	expect(new Set(bytes).size, 'to the byte').toBe(1);
	for (const word of ['half today’s', 'all today’s', 'half old again']) {
		expect(stock.text.toString()).toContain(`stock ${word}, `);
	}
	expect(nodes.flatMap(errorsOf)).toEqual([]);
});

test('what an old server wrote into its folder, today’s goes on with, also after a kill', async () => {
	const folder = await temporaryFolder();
	onTestFinished(() => folder.remove());
	let server = await spawnServer({ DATA_DIR: folder.path }, old.main);
	onTestFinished(() => server.stop());
	const balancer = await startBalancer(() => [server.port]);
	onTestFinished(() => balancer.close());
	const people = await writingPeople(balancer, WRITERS, mixed);
	await people.writtenOn();
	const goOnWith = async (main?: string): Promise<void> => {
		expect(errorsOf(server)).toEqual([]);
		server = await spawnServer({ DATA_DIR: folder.path }, main);
		await people.writtenOn();
		const { client, state } = people;
		const { me } = await new HttpClient(server.origin, client.cookie).session(state.session.id);
		expect(me, 'the cookie and the membership are what they were').toEqual(state.me);
	};
	expect(await server.kill('SIGTERM'), server.output()).toBe(0);
	await goOnWith();
	expect(await server.kill('SIGTERM'), server.output()).toBe(0);
	await goOnWith(old.main);
	await server.kill('SIGKILL');
	await goOnWith();
	await people.finish();
	expect(errorsOf(server)).toEqual([]);
});

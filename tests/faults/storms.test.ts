import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { HttpClient } from '../support/client.ts';
import { encodeSyncStep1 } from '#protocol/sync.ts';
import { BulkWriter } from '../support/bulk-writer.ts';
import { contentOf } from '../support/document-content.ts';
import { HealthyPair } from '../support/healthy-pair.ts';
import { residentMegabytes, watchMemory } from '../support/process-memory.ts';
import { rounds } from '../support/rounds.ts';
import { SharedBoard, type Person } from '../support/shared-board.ts';
import { waitFor } from '../support/wait-for.ts';
import { requestHead, UPGRADE_HEADERS, WireSocket } from '../support/wire-socket.ts';

const JOINERS = rounds(300, 600);
const RETURNERS = 200;
/** Of them. */
const WRITERS = 20;
/** What one address may at least open at once (server/upgrade.ts), and what is far too much on any machine. */
const LEAST_CONNECTS = 2000;
const MOST_CONNECTS = 20_000;
const REFUSALS = 50;

describe('a storm of joins', () => {
	it(`gives ${JOINERS} people the whole document at once, while others go on writing`, async () => {
		const board = await SharedBoard.open();
		const pair = await HealthyPair.join(board);
		const people = await board.invites(JOINERS);
		const writer = new BulkWriter(await board.raw(await board.invite('Author'), '?ack=1'), 'large');
		writer.change((doc) => {
			for (let word = 0; word < 10; word += 1)
				doc.getMap('words').set(`word ${word}`, `${word} `.repeat(50_000));
		});
		await writer.connection.acknowledgedTo(1);
		await pair.exchange();
		const memory = await watchMemory(board.server.pid);
		const start = performance.now();
		const join = async (person: Person) => {
			const client = await board.raw(person);
			client.send(encodeSyncStep1(new Map()));
			await waitFor(() => client.all('sync-step-2').length > 0, 'the whole document', 60_000);
			return client;
		};
		const clients = await pair.during(Promise.all(people.map(join)));
		const seconds = (performance.now() - start) / 1000;
		console.info(
			`${JOINERS} joins: all in after ${seconds.toFixed(1)} s, slowest exchange ${Math.round(pair.slowestMs)} ms, ` +
				`memory ${JSON.stringify(await memory())} MB`
		);
		for (const client of [clients[0]!, clients[JOINERS >> 1]!, clients.at(-1)!]) {
			const read = new Y.Doc();
			for (const { update } of client.all('update')) Y.applyUpdate(read, update);
			expect(read.getMap('words').toJSON()).toEqual(writer.doc.getMap('words').toJSON());
		}
		for (const client of clients) client.close();
		await pair.exchange();
		console.info(`${await residentMegabytes(board.server.pid)} MB when they have left`);
	});

	it(`takes back ${RETURNERS} people at once after a crash, with what they wrote meanwhile`, async () => {
		const board = await SharedBoard.open();
		const people = await board.invites(RETURNERS);
		const clients = people.map((person) => board.stock(person));
		const mark = (when: string) => {
			for (const [index, { doc }] of clients.slice(0, WRITERS).entries())
				doc.getMap('marks').set(`${when} ${index}`, true);
		};
		const allHave = (count: number) => clients.every(({ doc }) => doc.getMap('marks').size === count);
		await waitFor(() => clients.every(({ provider }) => provider.synced), 'all are in', 60_000);
		mark('before');
		await waitFor(() => allHave(WRITERS), 'everybody sees what everybody wrote', 60_000);
		await board.kill('SIGKILL');
		mark('meanwhile');
		const start = performance.now();
		await board.startAgain();
		await waitFor(() => allHave(2 * WRITERS), 'everybody is back and has everything', 60_000);
		console.info(`${RETURNERS} back and in step ${Math.round(performance.now() - start)} ms after the start`);
		expect(contentOf(await board.read())).toEqual(contentOf(clients[0]!.doc));
	});
});

describe('a storm of connects from one address', () => {
	it('is turned away beyond a limit, does not keep out others, and is forgotten', async () => {
		const board = await SharedBoard.open();
		const pair = await HealthyPair.join(board);
		const attacker = { ...(await board.invite('Eve')), address: '203.0.113.7' };
		const head = (address: string, cookie = attacker.cookie) =>
			requestHead(`GET /sync/${board.name} HTTP/1.1`, {
				Host: board.server.origin.slice('http://'.length),
				Origin: board.server.origin,
				Cookie: cookie,
				'X-Forwarded-For': address,
				...UPGRADE_HEADERS
			});
		const knock = async (address: string): Promise<number | null> => {
			const socket = await WireSocket.open(board.server.port);
			socket.write(head(address));
			const status = await socket.status();
			socket.destroy();
			return status;
		};
		const answers = new Map<number | null, number>();
		const count = (status: number) => answers.get(status) ?? 0;
		let left = MOST_CONNECTS;
		const knocking = Array.from({ length: 50 }, async () => {
			while (left-- > 0 && count(429) < REFUSALS) {
				const status = await knock(attacker.address);
				answers.set(status, (answers.get(status) ?? 0) + 1);
			}
		});
		await pair.during(Promise.all(knocking));
		console.info(
			`connects from one address: ${JSON.stringify([...answers])}, slowest ${Math.round(pair.slowestMs)} ms`
		);
		expect(count(429)).toBeGreaterThanOrEqual(REFUSALS);
		expect(count(101)).toBeGreaterThanOrEqual(LEAST_CONNECTS);
		expect(await knock('203.0.113.8'), 'another address').toBe(101);
		// A few a second come back.
		let again: number | null = null;
		const trying = { done: false };
		void (async () => {
			for (let tries = 0; tries < 200 && again !== 101; tries += 1) again = await knock(attacker.address);
			trying.done = true;
		})();
		await waitFor(() => trying.done, 'one is let in again', 30_000);
		expect(again).toBe(101);
		await pair.exchange();
	});

	it('to guess codes is turned away beyond a limit', async () => {
		const board = await SharedBoard.open({ JOIN_RATE: '600' });
		const guess = async (index: number): Promise<number> => {
			const client = new HttpClient(board.server.origin);
			const code = `WRONG${index}`;
			return (await client.get(`/api/invitations/${code}`, { 'x-forwarded-for': '203.0.113.9' })).status;
		};
		const answers = await Promise.all(Array.from({ length: 200 }, (_, index) => guess(index)));
		expect(new Set(answers)).toEqual(new Set([404, 429]));
		expect(answers.filter((status) => status === 404).length).toBeLessThan(60);
	});
});

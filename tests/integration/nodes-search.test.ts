import { expect, onTestFinished, test } from 'vitest';
import type { SearchAnswer } from '#protocol/search.ts';
import { pageText } from '#model/page/read-page.ts';
import { HttpClient } from '../support/client.ts';
import { Deployment } from '../support/nodes.ts';
import { temporaryFolder } from '../support/server.ts';
import { SessionRoom } from '../support/session-room.ts';
import { stockClient } from '../support/stock-client.ts';

const SOON = { interval: 250, timeout: 25_000 };

async function titlesOf(origin: string, { cookie }: HttpClient, q: string): Promise<string[]> {
	const response = await new HttpClient(origin, cookie).get(`/api/search?q=${encodeURIComponent(q)}`);
	return ((await response.json()) as SearchAnswer).hits.map(({ title }) => title);
}

/** Types on the session's page, on this node. */
async function write({ fay }: SessionRoom, origin: string, text: string): Promise<() => void> {
	const page = fay.tab.all('welcome')[0]!.session.boards.find(({ kind }) => kind === 'page')!.id;
	const client = stockClient(`${origin.replace('http', 'ws')}/sync`, page, {
		headers: { cookie: fay.http.cookie, origin }
	});
	await client.synced();
	pageText(client.doc).insert(0, text);
	return () => client.destroy();
}

test('what is written on one node is found on all, also on one that was away meanwhile', async () => {
	const deployment = await Deployment.open(1);
	const folder = await temporaryFolder();
	onTestFinished(() => folder.remove());
	const [one, two] = [deployment.node(0), await deployment.add({ DATA_DIR: folder.path })];
	const room = await SessionRoom.open(one.origin);
	onTestFinished(() => room.close());
	const { http } = room.fay;

	const stop = await write(room, one.origin, 'The boiler drips ');
	onTestFinished(stop);
	await room.give({ type: 'rename-board', board: room.whiteboard, title: 'Gooseberry' });
	for (const { origin } of [one, two]) {
		await expect.poll(() => titlesOf(origin, http, 'boiler'), SOON).toEqual(['Notes']);
		await expect.poll(() => titlesOf(origin, http, 'gooseberry'), SOON).toEqual(['Gooseberry']);
	}

	await deployment.end(two, 'SIGKILL');
	const stopped = await write(room, one.origin, 'The chimney smokes ');
	onTestFinished(stopped);
	await room.give({ type: 'rename-board', board: room.whiteboard, title: 'Elderberry' });
	await expect.poll(() => titlesOf(one.origin, http, 'chimney'), SOON).toEqual(['Notes']);

	const again = await deployment.add({ DATA_DIR: folder.path });
	await expect.poll(() => titlesOf(again.origin, http, 'chimney'), SOON).toEqual(['Notes']);
	await expect.poll(() => titlesOf(again.origin, http, 'elderberry'), SOON).toEqual(['Elderberry']);
	expect(await titlesOf(again.origin, http, 'gooseberry')).toEqual([]);
});

test('a node that Redis was cut from finds what was written before and after', async () => {
	const deployment = await Deployment.open(2);
	const [one, two] = [deployment.node(0), deployment.node(1)];
	const room = await SessionRoom.open(one.origin);
	onTestFinished(() => room.close());
	const { http } = room.fay;
	await deployment.redis.kill();
	await deployment.redis.start();
	await expect
		.poll(async () => {
			const answer = await room.fay.tab.give({
				type: 'rename-board',
				board: room.whiteboard,
				title: 'Gooseberry'
			});
			return answer.ok;
		}, SOON)
		.toBe(true);
	await expect.poll(() => titlesOf(two.origin, http, 'gooseberry'), SOON).toEqual(['Gooseberry']);
	await expect.poll(() => titlesOf(one.origin, http, 'gooseberry'), SOON).toEqual(['Gooseberry']);
});

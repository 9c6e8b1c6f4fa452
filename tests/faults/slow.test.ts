import { spawn, type ChildProcess } from 'node:child_process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CLOSE } from '#protocol/close-codes.ts';
import { encodeAwareness, encodeSyncStep1, encodeUpdate } from '#protocol/sync.ts';
import { encodeText } from '#protocol/bytes.ts';
import { BulkWriter } from '../support/bulk-writer.ts';
import { haveConverged } from '../support/document-content.ts';
import { HealthyPair } from '../support/healthy-pair.ts';
import { watchMemory } from '../support/process-memory.ts';
import { RawClient } from '../support/raw-client.ts';
import { isLongRun, rounds } from '../support/rounds.ts';
import { SharedBoard } from '../support/shared-board.ts';
import { startSyncServer } from '../support/sync-server.ts';
import { waitFor } from '../support/wait-for.ts';
import { OPCODE, requestHead, UPGRADE_HEADERS, wireFrame, WireSocket } from '../support/wire-socket.ts';
import { WriterClient } from '../support/writer-client.ts';

const MEGABYTES = rounds(40, 160);
const WRITERS = 4;
const SLOW = 10;

/** Writers that share the work, so that none runs into the limits of a person. */
async function writeTogether(board: SharedBoard, megabytes: number): Promise<void> {
	const people = await board.invites(WRITERS);
	await Promise.all(
		people.map(async (person, index) => {
			const writer = new BulkWriter(await board.raw(person, '?ack=1'), `key ${index}`);
			await writer.writeMegabytes(megabytes / WRITERS);
			writer.connection.close();
		})
	);
}

describe('readers that stop reading', () => {
	it(`cost a bounded amount of memory while ${MEGABYTES} MB go by, and are in step when they read on`, async () => {
		const board = await SharedBoard.open();
		const pair = await HealthyPair.join(board);
		// The same once without them, for comparison: what the document and its compactions take.
		const alone = await watchMemory(board.server.pid);
		await pair.during(writeTogether(board, MEGABYTES));
		const without = await alone();
		const quiet = pair.slowestMs;
		pair.slowestMs = 0;

		const people = await board.invites(SLOW);
		const slow = await Promise.all(
			people.map((person, index) =>
				WriterClient.open(`${board.url}/${board.name}`, `slow ${index}`, board.headers(person))
			)
		);
		for (const { connection } of slow) connection.socket.pause();
		const heard = slow.map(({ connection }) => connection.bytesHeard);
		const crowded = await watchMemory(board.server.pid);
		await pair.during(writeTogether(board, MEGABYTES));
		const within = await crowded();
		for (const { connection } of slow) connection.socket.resume();
		await pair.exchange();
		const docs = () => [pair.one.doc, pair.two.doc, ...slow.map(({ doc }) => doc)];
		await waitFor(() => haveConverged(docs()), 'all readers have caught up', 30_000);
		const megabytes = slow.map(({ connection }, index) => (connection.bytesHeard - heard[index]!) / 2 ** 20);
		console.info(
			`${MEGABYTES} MB past ${SLOW} readers that read nothing: ${JSON.stringify(without)} MB without them, ` +
				`${JSON.stringify(within)} with them; slowest exchange ${Math.round(quiet)} and ${Math.round(pair.slowestMs)} ms; ` +
				`then they read ${Math.round(Math.max(...megabytes))} MB at most`
		);
		expect(slow.map(({ connection }) => connection.closeCode)).toEqual(Array(SLOW).fill(null));
		// What was in the machine's own buffers, and one diff with what was not compacted yet: not all that went by.
		expect(Math.max(...megabytes)).toBeLessThan(MEGABYTES * 0.9);
		expect(within.most - without.most, 'megabytes more').toBeLessThan(SLOW * 20);
		await pair.exchange();
		for (const { connection } of slow) connection.socket.terminate();
	});

	it('and stay behind are closed with 4501 at some point, and nobody else is', async () => {
		const server = await startSyncServer({
			limits: { stallBytes: 256 * 1024, stallMs: 200, slowestBytesPerSecond: 50_000_000, pingEveryMs: 1000 }
		});
		onTestFinished(() => server.close());
		const join = async (as: string) => {
			const client = await RawClient.open(`${server.url}/doc?as=${as}&ack=1`);
			onTestFinished(() => client.socket.terminate());
			client.send(encodeSyncStep1(new Map()));
			await client.frame('sync-step-2');
			return client;
		};
		const [stopped, reader] = [await join('stopped'), await join('reader')];
		const writer = new BulkWriter(await join('writer'), 'key');
		stopped.socket.pause();
		await writer.write(() => server.rooms.counters().connections === 2);
		expect(server.logged.map(({ details }) => details)).toContainEqual(
			expect.objectContaining({ refusal: 'too-slow', identity: 'stopped' })
		);
		stopped.socket.resume();
		// Behind all that it still has to read; cut off before that, it hears no code.
		expect([CLOSE.tooSlow, 1006]).toContain(await stopped.closed());
		expect(reader.closeCode).toBeNull();
		expect(writer.connection.closeCode).toBeNull();
		await waitFor(() => reader.bytesHeard >= writer.acknowledged * 100_000, 'the other reader has it all');
	});
});

describe('connections that nobody answers on any more', () => {
	async function serve() {
		const server = await startSyncServer({ limits: { pingEveryMs: 50 } });
		onTestFinished(() => server.close());
		const open = async (as: string) => {
			const socket = await WireSocket.open(server.port);
			onTestFinished(() => socket.destroy());
			socket.write(requestHead(`GET /sync/doc?as=${as} HTTP/1.1`, { Host: 'here', ...UPGRADE_HEADERS }));
			await waitFor(() => socket.frames().length > 0, 'the server says something first');
			return socket;
		};
		return { server, open };
	}
	const doc = wireFrame({ opcode: OPCODE.binary, claims: 4_000_000n });

	it.each([
		['that answer no ping', () => Buffer.alloc(0)],
		['in the middle of a frame head', () => doc.subarray(0, 3)],
		['in the middle of a frame', () => Buffer.concat([doc, Buffer.alloc(100_000)])],
		[
			'in the middle of a message',
			() => wireFrame({ opcode: OPCODE.binary, final: false, payload: Buffer.of(0) })
		]
	])('are cut: those %s', async (_, bytes) => {
		const { server, open } = await serve();
		const socket = await open('gone');
		socket.write(bytes());
		await waitFor(() => socket.ended, 'the server cuts it');
		await waitFor(() => server.rooms.counters().connections === 0, 'it is forgotten');
	});

	it('are cut though bytes of a frame that never ends go on trickling in', async () => {
		const { open } = await serve();
		const socket = await open('trickle');
		socket.write(doc);
		const trickle = setInterval(() => socket.write(Buffer.of(0)), 10);
		onTestFinished(() => clearInterval(trickle));
		await waitFor(() => socket.ended, 'the server cuts it');
	});

	it('are cut without a word when the other side is a process that was stopped', async () => {
		const { server, open } = await serve();
		await open('watcher').then((socket) => socket.destroy());
		const child = clientProcess(`${server.url}/doc?as=frozen`, {});
		onTestFinished(() => void child.kill('SIGKILL'));
		await waitFor(() => server.rooms.counters().connections === 1, 'it is there');
		child.kill('SIGSTOP');
		await waitFor(() => server.rooms.counters().connections === 0, 'and gone');
	});

	// The real server's pings are too far apart for a short run.
	it.runIf(isLongRun)('are gone for everybody within 45 seconds', async () => {
		const board = await SharedBoard.open();
		const pair = await HealthyPair.join(board);
		const frozen = await board.invite('Frozen');
		const child = clientProcess(`${board.url}/${board.name}`, board.headers(frozen));
		onTestFinished(() => void child.kill('SIGKILL'));
		const states = () => pair.one.provider.awareness.getStates();
		await waitFor(() => states().has(4711), 'it is seen');
		child.kill('SIGSTOP');
		const stopped = performance.now();
		await waitFor(() => !states().has(4711), 'it is gone', 60_000);
		const seconds = (performance.now() - stopped) / 1000;
		console.info(`a stopped process was gone after ${seconds.toFixed(1)} s`);
		expect(seconds).toBeLessThan(46);
	});
});

/** A process of its own that joins and says that client 4711 is here. */
function clientProcess(url: string, headers: Record<string, string>): ChildProcess {
	const state = encodeAwareness([{ client: 4711, clock: 1, json: encodeText('{"here":true}') }]);
	const code = `
		import { WebSocket } from 'ws';
		const socket = new WebSocket(${JSON.stringify(url)}, { headers: ${JSON.stringify(headers)} });
		socket.on('open', () => {
			socket.send(Uint8Array.from(${JSON.stringify([...encodeSyncStep1(new Map())])}));
			socket.send(Uint8Array.from(${JSON.stringify([...state])}));
		});`;
	return spawn(process.execPath, ['--input-type=module', '--eval', code], { stdio: 'ignore' });
}

describe('writers that are faster than they may be', () => {
	it('are slowed down or closed, and hold up nobody else', async () => {
		const board = await SharedBoard.open();
		const pair = await HealthyPair.join(board);
		const flooder = await board.raw(await board.invite('Flo'), '?ack=1');
		const writer = new BulkWriter(flooder, 'flood');
		await writer.writeMegabytes(1);
		const memory = await watchMemory(board.server.pid);
		const flood = (async () => {
			// Without waiting for anything, as much as the socket takes.
			const frame = encodeUpdate(Uint8Array.of(0, 0));
			for (let sent = 0; sent < rounds(200_000, 1_000_000); sent += 1) {
				if (flooder.socket.readyState !== flooder.socket.OPEN) return;
				flooder.send(frame);
				if (flooder.socket.bufferedAmount > 2 ** 20)
					await waitFor(
						() => flooder.socket.bufferedAmount < 2 ** 18 || flooder.closeCode !== null,
						'it is read'
					);
				else if (sent % 500 === 0) await new Promise(setImmediate);
			}
		})();
		await pair.during(flood);
		console.info(
			`flood of updates: ended with ${flooder.closeCode}, slowest exchange ${Math.round(pair.slowestMs)} ms, ` +
				`memory ${JSON.stringify(await memory())} MB`
		);
		expect([CLOSE.tooMany, null]).toContain(flooder.closeCode);
		await pair.exchange();
	});
});

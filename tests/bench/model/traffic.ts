import { joinAll } from '../generator/client.ts';
import { Deliveries } from '../generator/deliveries.ts';
import { encodeEntry } from '../generator/entries.ts';
import { Histogram } from '../generator/histogram.ts';
import { runLive } from '../generator/live.ts';
import { encodePointer } from '../generator/pointers.ts';
import { createEntryReader, createPointerReader } from '../generator/runs.ts';
import { commandsOf } from './redis-commands.ts';
import type { Figures, Job, Scenario } from '../scenarios/scenario.ts';
import { POINTERS_PER_SECOND } from './load.ts';

/** The generator's part of the model's bench: the load as it is described, and what the server did about it. */
export const model: Pick<Scenario, 'name' | 'parts'> = { name: 'model', parts: { drive } };

const FIRST_CLIENT = 7_000_000;

async function drive({ rooms, pids, parameters, quick }: Job): Promise<Figures> {
	const { writers, perSecond, pointers, redisPort } = parameters as Record<string, number>;
	const clients = await joinAll(rooms.flat());
	const moving = pointers! > 0;
	const senders = moving ? pointers! : writers!;
	const window = { from: 0, to: 0 };
	const latencies = new Histogram();
	const read = moving ? createPointerReader() : createEntryReader();
	let first = 0;
	const documents = rooms.map((room, index) => {
		const deliveries = new Deliveries({
			writers: senders,
			readers: room.length,
			firstClient: FIRST_CLIENT + index * senders,
			kind: moving ? 'latest' : 'every',
			window,
			latencies,
			self: (reader) => reader
		});
		const people = clients.slice(first, (first += room.length));
		for (const [reader, client] of people.entries()) {
			const hear = (bytes: Uint8Array, start: number, end: number): void => {
				const at = performance.now();
				deliveries.receiveRuns(reader, read(bytes, start, end), at);
			};
			if (moving) client.onAwareness = hear;
			else client.onUpdate = hear;
		}
		return { people, deliveries };
	});
	const origins = [...new Set(rooms.flat().map(({ url }) => new URL(url).host))];
	const appends = await appendsOf(origins);
	const commands = redisPort === undefined ? null : await commandsOf(redisPort);
	const startedAt = performance.now();
	const figures = await runLive({
		pids,
		clients,
		senders: rooms.length * senders,
		perSecond: moving ? POINTERS_PER_SECOND : perSecond!,
		send: (sender, at) => {
			const { people, deliveries } = documents[Math.floor(sender / senders)]!;
			const writer = sender % senders;
			const clock = deliveries.send(writer, at);
			const client = deliveries.client(writer);
			if (moving) people[writer]!.sendAwareness(encodePointer(client, clock));
			else people[writer]!.sendUpdate(encodeEntry(client, clock));
		},
		pen: (sender) => documents[Math.floor(sender / senders)]!.people[sender % senders]!,
		deliveries: documents.map(({ deliveries }) => deliveries),
		window,
		latencies,
		seconds: quick ? { warm: 1, measured: 2, drain: 3 } : { warm: 2, measured: 6, drain: 5 }
	});
	// Draining takes milliseconds: this is the time for which it was driven.
	const seconds = (performance.now() - startedAt) / 1000;
	const after = redisPort === undefined ? null : await commandsOf(redisPort);
	const appended = (await appendsOf(origins)) - appends;
	for (const client of clients) client.close();
	return {
		...figures,
		appendsPerSecond: appended / seconds,
		redisCallsPerSecond: commands === null || after === null ? null : (after - commands) / seconds
	};
}

/** Entries that these nodes have appended so far, as their metrics say. */
async function appendsOf(hosts: readonly string[]): Promise<number> {
	let sum = 0;
	for (const host of hosts) {
		const metrics = await (await fetch(`http://${host}/metrics`)).text();
		sum += Number(/^commonplace_appends_total (\d+)/m.exec(metrics)?.[1]);
	}
	return sum;
}

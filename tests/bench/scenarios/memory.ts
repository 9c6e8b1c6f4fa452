import { setTimeout as wait } from 'node:timers/promises';
import { joinAll, type Address, type Client } from '../generator/client.ts';
import { quiet, residentKilobytes } from '../generator/process-figures.ts';
import { board } from '../run/data.ts';
import { members, type Figures, type Job, type Scenario } from './scenario.ts';

/**
 * What a connection and an open document cost, from outside: the resident memory of the server's processes after a quiet time. Measured
 * as a slope: a first batch is opened and stays, so that heap and buffers have grown to what a server in use has; then
 * a thousand more. `kept` is what the process has more than before the first batch when all have left and the time `settle` has passed.
 */
export const memory: Scenario = {
	name: 'memory',
	title: 'Resident memory, for each of 1,000',
	columns: [
		{ key: 'perEachKb', title: 'each', unit: 'kB', better: 'lower', ratio: true },
		{ key: 'idleMb', title: 'process before', unit: 'MB', better: 'none' },
		{ key: 'fullMb', title: 'with all of them', unit: 'MB', better: 'none' },
		{ key: 'keptMb', title: 'kept after all have left', unit: 'MB', better: 'lower', ratio: true }
	],
	kept: false,
	once: true,
	timeLimitSeconds: 180,
	cases: (quick) => {
		const some = quick ? { first: 100, more: 300 } : { first: 300, more: 1_000 };
		return [
			{
				name: 'idle connections, all in one empty document',
				parameters: { ...some, documents: 0, bytes: 0 }
			},
			{ name: 'empty documents with one connection each', parameters: { ...some, documents: 1, bytes: 0 } },
			{
				name: 'documents of 10 kB with one reader each',
				parameters: { ...some, documents: 1, bytes: 10_000 }
			}
		];
	},
	run: async ({ running, generate }, parameters) => {
		if (parameters['bytes']! > 0) board(parameters['bytes']!);
		const documents = parameters['documents']! > 0 ? parameters['first']! + parameters['more']! : 1;
		return generate('measure', await running.rooms(documents + 1, 1), parameters);
	},
	parts: { measure }
};

async function measure({ rooms, pids, parameters, quick }: Job): Promise<Figures> {
	const { first, more, documents, bytes } = parameters as Record<
		'first' | 'more' | 'documents' | 'bytes',
		number
	>;
	const content = bytes > 0 ? board(bytes).lanes[0]! : [];
	const open = async (addresses: readonly Address[]): Promise<Client[]> => {
		const clients = await joinAll(addresses, 20);
		for (const client of clients) for (const update of content) client.sendUpdate(update);
		return clients;
	};
	const resident = async (settleMs: number): Promise<number> => {
		await quiet(pids, 20_000);
		await wait(settleMs);
		return residentKilobytes(pids);
	};
	const [spare, ...own] = rooms.map((room) => room[0]!);
	const addresses = documents > 0 ? own : members(own, first + more);
	const settle = quick ? 1_000 : 2_000;
	// The first join loads code that nobody who comes later pays for.
	(await joinAll([spare!]))[0]!.close();
	const idle = await resident(settle);
	const some = await open(addresses.slice(0, first));
	const before = await resident(settle);
	const others = await open(addresses.slice(first));
	const full = await resident(settle);
	for (const client of [...some, ...others]) client.close();
	const kept = await resident(quick ? 2_000 : KEPT_AFTER_MS);
	return {
		perEachKb: (full - before) / more,
		idleMb: idle / 1024,
		fullMb: full / 1024,
		keptMb: (kept - idle) / 1024
	};
}

const KEPT_AFTER_MS = 12_000;

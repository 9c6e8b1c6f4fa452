import { expect, it, onTestFinished } from 'vitest';
import * as Y from 'yjs';
import { DEFAULT_LIMITS } from '../../server/sync/limits.ts';
import { readFriendsForever, type TraceTransaction } from '../support/editing-trace.ts';
import { temporaryFolder } from '../support/server.ts';
import { stockClient, type StockClient } from '../support/stock-client.ts';
import { startSyncServer } from '../support/sync-server.ts';
import { waitFor } from '../support/wait-for.ts';

/** How much of each writer's work a transaction builds on: the number of their transactions, by writer. */
type Version = readonly number[];

/** What each transaction's parents hold. Both writers' own transactions follow one another. */
function parentVersions(transactions: readonly TraceTransaction[], writers: number): Version[] {
	const after: number[][] = [];
	const written = Array.from({ length: writers }, () => 0);
	return transactions.map(({ parents, agent }) => {
		const before = Array.from({ length: writers }, (_, writer) =>
			Math.max(0, ...parents.map((parent) => after[parent]![writer]!))
		);
		written[agent]! += 1;
		after.push(before.with(agent, written[agent]!));
		return before;
	});
}

/** A writer: a desk where the text is exactly as the transaction's parents left it, and a connected stock client. */
class Writer {
	readonly client: StockClient;
	readonly desk = new Y.Doc();
	/** Every own transaction as an update, and the clock of this writer after it. */
	readonly work: { readonly update: Uint8Array; readonly clock: number }[] = [];
	/** How many of the other's transactions are on the desk. */
	read = 0;

	/**
	 * @param clientId where two insert at one place at once, Yjs puts the smaller id first, and the trace's end has the
	 * first writer's words there: with random ids, every second run would end with another, equally valid text.
	 */
	constructor(client: StockClient, clientId: number) {
		this.client = client;
		this.desk.clientID = clientId;
		this.desk.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin === 'typing')
				this.work.push({ update, clock: Y.getState(this.desk.store, this.desk.clientID) });
		});
	}

	/** Takes the other's transactions up to this one, as they came over the network. */
	async readUpTo(count: number, other: Writer): Promise<void> {
		const last = other.work[count - 1];
		if (last === undefined) return;
		const { doc } = this.client;
		const arrived = () => Y.getState(doc.store, other.desk.clientID) >= last.clock;
		if (!arrived()) await waitFor(arrived, `transaction ${count} of the other`);
		for (; this.read < count; this.read += 1)
			Y.applyUpdate(this.desk, other.work[this.read]!.update, 'reading');
	}

	type(patches: TraceTransaction['patches']): void {
		const text = this.desk.getText('text');
		this.desk.transact(() => {
			for (const [position, deleted, inserted] of patches) {
				if (deleted > 0) text.delete(position, deleted);
				if (inserted !== '') text.insert(position, inserted);
			}
		}, 'typing');
		Y.applyUpdate(this.client.doc, this.work.at(-1)!.update, 'typing');
	}
}

it('carries two people’s real typing, and gives it back whole to a third after a restart', async () => {
	const trace = await readFriendsForever();
	const folder = await temporaryFolder();
	onTestFinished(() => folder.remove());
	// The trace is replayed far faster than anybody types.
	const frames = { burst: 1e6, perSecond: 1e6 };
	const usual = DEFAULT_LIMITS.allowances;
	const allowances = {
		...usual,
		connection: { ...usual.connection, frames },
		identity: { ...usual.identity, frames }
	};
	const limits = { allowances };
	let server = await startSyncServer({ folder, limits });
	const clients = ['zoe', 'adam'].map((as) => stockClient(server.url, 'doc', { params: { as } }));
	onTestFinished(() => clients.forEach((client) => client.destroy()));
	await Promise.all(clients.map((client) => client.synced()));
	const writers = clients.map((client, index) => new Writer(client, 1 + index));

	const versions = parentVersions(trace.txns, writers.length);
	for (const [index, { agent, patches }] of trace.txns.entries()) {
		const writer = writers[agent]!;
		const other = writers[1 - agent]!;
		await writer.readUpTo(versions[index]![1 - agent]!, other);
		writer.type(patches);
	}

	const isWhole = (client: StockClient) => client.text.toJSON() === trace.endContent;
	await waitFor(() => clients.every(isWhole), 'both have all of it', 30_000);
	const { port } = server;
	await server.close();
	server = await startSyncServer({ folder, limits, port });
	onTestFinished(() => server.close());
	const third = stockClient(server.url, 'doc', { params: { as: 'third' } });
	onTestFinished(() => third.destroy());
	await third.synced();
	expect(third.text.toJSON()).toBe(trace.endContent);
	await waitFor(() => clients.every((client) => client.provider.synced), 'the two are back');
	expect(clients.every(isWhole)).toBe(true);
}, 120_000);

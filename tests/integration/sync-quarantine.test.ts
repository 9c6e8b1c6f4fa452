import { expect, it, onTestFinished } from 'vitest';
import * as Y from 'yjs';
import { CLOSE } from '#protocol/close-codes.ts';
import type { DocumentName } from '#protocol/documents.ts';
import { encodeSyncStep1, encodeUpdate } from '#protocol/sync.ts';
import { DocumentFailure } from '../../server/sync/rooms-port.ts';
import { RawClient } from '../support/raw-client.ts';
import { compactHere, startSyncServer } from '../support/sync-server.ts';
import { waitFor } from '../support/wait-for.ts';

const POISON = 'poison' as DocumentName;

/** A server on which one document cannot be opened, as far as its workers are concerned. */
async function serve() {
	const server = await startSyncServer({
		limits: { compactEntries: 1, compactBytes: 1 },
		compact: async (name, parts) => {
			if (name === POISON) throw new DocumentFailure('it took too long');
			return compactHere(name, parts);
		}
	});
	onTestFinished(() => server.close());
	const open = async (name: string, as: string) => {
		const client = await RawClient.open(`${server.url}/${name}?as=${as}&ack=1`);
		onTestFinished(() => client.socket.terminate());
		return client;
	};
	return { server, open };
}

async function writeUntilClosed(client: RawClient): Promise<void> {
	const doc = new Y.Doc();
	doc.on('update', (update: Uint8Array) => client.send(encodeUpdate(update)));
	for (let word = 1; client.closeCode === null; word += 1) {
		doc.getArray('words').push([word]);
		await waitFor(() => client.acknowledged >= word || client.closeCode !== null, 'it is stored or closed');
	}
}

it('puts a document that cannot be opened into quarantine, and nothing else', async () => {
	const { server, open } = await serve();
	const [writer, bystander] = [await open(POISON, 'ana'), await open('sound', 'ben')];
	await writeUntilClosed(writer);
	expect(writer.closeCode).toBe(CLOSE.unreadable);
	expect(server.logged.map(({ message }) => message)).toContain('a document is in quarantine');
	expect(await (await open(POISON, 'eve')).closed()).toBe(CLOSE.unreadable);
	expect((await server.store.documents.load(POISON))?.tail.length, 'its bytes are kept').toBeGreaterThan(0);
	expect(bystander.closeCode).toBeNull();

	await server.store.documents.quarantine(POISON, null);
	const reader = await open(POISON, 'eve');
	reader.send(encodeSyncStep1(new Map()));
	await reader.frame('update');
});

it('lets go of a document that an operator shuts, however busy it is', async () => {
	const { server, open } = await serve();
	const [one, two] = [await open('sound', 'ana'), await open('sound', 'ben')];
	const writing = writeUntilClosed(one);
	await waitFor(() => one.acknowledged > 5, 'it is busy');
	await server.store.documents.quarantine('sound' as DocumentName, 'to be looked at');
	expect(server.rooms.shut('sound' as DocumentName)).toBe(2);
	await writing;
	expect([one.closeCode, await two.closed()]).toEqual([CLOSE.unreadable, CLOSE.unreadable]);
	expect(await (await open('sound', 'ana')).closed()).toBe(CLOSE.unreadable);
});

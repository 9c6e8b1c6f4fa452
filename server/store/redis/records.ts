import { randomUUID } from 'node:crypto';
import type { RecordStore, StoredRecord } from '../store.ts';
import { confirmed, patiently, type Ground } from './ground.ts';
import { recordsKey } from './keys.ts';
import { numberOf, pairsOf, textOrNull } from './reply.ts';
import { PUT_RECORD, REMOVE_RECORD, runScript } from './scripts.ts';

export function createRecords(ground: Ground): RecordStore {
	const { link } = ground;
	return {
		get: async (collection, key) => {
			const hash = recordsKey(collection, key);
			const stored = await patiently(ground, () => link.run(hash, ['HGET', hash, key]));
			const text = textOrNull(stored);
			return text === null ? null : readRecord(key, text);
		},
		async put(collection, key, value, expected) {
			const hash = recordsKey(collection, key);
			const args = [key, String(expected), JSON.stringify(value), randomUUID()];
			const version = await patiently(ground, () => runScript(link, PUT_RECORD, [hash], args));
			if (version === null || version === undefined) return null;
			await confirmed(ground);
			return numberOf(version);
		},
		async remove(collection, key, expected) {
			const hash = recordsKey(collection, key);
			const removed = await patiently(ground, async (isRepeated) => {
				const answer = numberOf(await runScript(link, REMOVE_RECORD, [hash], [key, String(expected)]));
				// The first time may have removed it, without a reply.
				return answer === 1 || (answer === -1 && isRepeated);
			});
			if (removed) await confirmed(ground);
			return removed;
		},
		async list(collection, prefix) {
			const hash = recordsKey(collection, prefix);
			const stored = await patiently(ground, () => link.run(hash, ['HGETALL', hash]));
			return [...recordsOf(stored)]
				.filter(({ key }) => key.startsWith(prefix))
				.sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
		}
	};
}

/** All records of one hash. */
export function* recordsOf(hash: Parameters<typeof pairsOf>[0]): Generator<StoredRecord> {
	for (const [key, text] of pairsOf(hash)) yield readRecord(key, textOrNull(text) ?? '');
}

/** `version mark JSON`: see PUT_RECORD. */
function readRecord(key: string, text: string): StoredRecord {
	const first = text.indexOf(' ');
	const second = text.indexOf(' ', first + 1);
	return { key, version: Number(text.slice(0, first)), value: JSON.parse(text.slice(second + 1)) as unknown };
}

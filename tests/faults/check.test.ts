import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import type { IdentityId } from '#model/ids.ts';
import type { DocumentName } from '#protocol/documents.ts';
import { parseFrame } from '#protocol/sync.ts';
import { checkUpdate } from '../../server/sync/check-update.ts';
import { DocumentBytes } from '../../server/sync/document-bytes.ts';
import { mergeUpdates } from '../../server/sync/merge-updates.ts';
import { scanUpdate } from '../../server/sync/update-scan.ts';
import type { LogPosition } from '../../server/store/store.ts';
import { contentOf, hasPending } from '../support/document-content.ts';
import { HostileAuthor } from '../support/hostile-frames.ts';
import { createRandom, type Random } from '../support/random.ts';
import { rounds } from '../support/rounds.ts';

const DOCUMENTS = rounds(60, 3000);
const FRAMES = 250;
/** Seeds that once failed. */
const KEPT_SEEDS: readonly number[] = [];

const NONE = new Map<number, number>();

/** All that passes of what some hostile authors send, in the order of the log. */
function accepted(random: Random): Uint8Array[] {
	const bytes = new DocumentBytes('doc' as DocumentName, null, null);
	const authors = ['eve', 'mallory', 'trudy'].map((name) => ({
		identity: name as IdentityId,
		author: new HostileAuthor(random, [77, 78])
	}));
	const log: Uint8Array[] = [];
	for (let count = 0; count < FRAMES; count += 1) {
		const { identity, author } = random.pick(authors);
		const frame = parseFrame(author.next().bytes);
		if (frame?.kind !== 'update' && frame?.kind !== 'sync-step-2') continue;
		const asking = { author: identity, canWrite: true, mayVouch: false };
		const verdict = checkUpdate(frame.update, bytes, NONE, asking);
		const taken = verdict.kind === 'foreign' ? verdict.rest : verdict.kind === 'take' ? verdict : null;
		if (taken === null) continue;
		const { update, scanned } = taken;
		bytes.owners.claim(scanned, identity);
		bytes.add([{ update, scanned, author: identity }], (count + 1) as LogPosition);
		log.push(Uint8Array.from(update));
	}
	return log;
}

function opened(updates: readonly Uint8Array[]): Y.Doc {
	const doc = new Y.Doc();
	for (const update of updates) Y.applyUpdate(doc, update);
	return doc;
}

/** As readers get them who are told some at a time. */
function inBatches(log: readonly Uint8Array[], random: Random): Uint8Array[] {
	const messages: Uint8Array[] = [];
	for (let from = 0; from < log.length;) {
		const batch = log.slice(from, (from += 1 + random.below(5)));
		const merged = mergeUpdates(batch.map((update) => ({ update, scanned: scanUpdate(update)! })));
		messages.push(...(merged === null ? batch : [merged.update]));
	}
	return messages;
}

it('whatever passes the check, every client can apply, in whatever pieces it comes', () => {
	const seeds = [...KEPT_SEEDS, ...Array<undefined>(DOCUMENTS).fill(undefined)];
	let updates = 0;
	let different = 0;
	for (const seed of seeds) {
		const random = createRandom(seed);
		const log = accepted(random);
		updates += log.length;
		const half = random.below(log.length + 1);
		const [before, after] = [log.slice(0, half), log.slice(half)];
		try {
			const plain = opened(log);
			const compacted = Y.encodeStateAsUpdate(opened(before));
			const late = opened([compacted, ...after]);
			const merged = opened(inBatches(log, random));
			expect(hasPending(plain), 'nothing waits for what never comes').toBe(false);
			expect([late, merged].some(hasPending)).toBe(false);
			const shown = contentOf(plain);
			if (!isDeepStrictEqual([contentOf(late), contentOf(merged)], [shown, shown])) different += 1;
		} catch (error) {
			throw new Error(`failed with ${random.seedText}`, { cause: error });
		}
	}
	console.info(
		`${updates} hostile updates passed the check in ${seeds.length} documents, and all apply; ` +
			`${different} documents look different to those who were there and those who came later`
	);
	// A struct may name neighbours of two different lists. While both are there it has a place, and none when one of
	// them was deleted and compacted: only its author's own work is in doubt, and bytes alone do not tell.
	expect(different).toBeLessThan(seeds.length / 5);
	expect(updates).toBeGreaterThan(seeds.length);
});

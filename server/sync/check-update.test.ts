import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { IdentityId } from '#model/ids.ts';
import type { DocumentName } from '#protocol/documents.ts';
import type { LogPosition } from '../store/store.ts';
import { checkUpdate } from './check-update.ts';
import { DocumentBytes } from './document-bytes.ts';
import { scanUpdate } from './update-scan.ts';

const ANA = 'ana' as IdentityId;
const asking = { author: ANA, canWrite: true, mayVouch: false };
const NOTHING_AHEAD = new Map<number, number>();

/** A document that holds these updates. */
function holding(...updates: Uint8Array[]): DocumentBytes {
	const bytes = new DocumentBytes('doc' as DocumentName, null, null);
	updates.forEach((update, index) =>
		bytes.add([{ update, author: ANA, scanned: scanUpdate(update)! }], (index + 1) as LogPosition)
	);
	return bytes;
}
const check = (bytes: DocumentBytes, update: Uint8Array) => checkUpdate(update, bytes, NOTHING_AHEAD, asking);

describe('the check of an update', () => {
	it('takes only what is new of one that repeats known clocks with other content', () => {
		// Client 1: first a deleted range of five, then six letters that claim to begin inside of it.
		const first = Uint8Array.of(1, 1, 1, 0, 0, 5, 0);
		const letters = [...new TextEncoder().encode('abcdef')];
		const second = Uint8Array.of(1, 1, 1, 3, 4, 1, 1, 't'.charCodeAt(0), 6, ...letters, 0);
		const broken = new Y.Doc();
		Y.applyUpdate(broken, first);
		expect(() => Y.applyUpdate(broken, second), 'as it came, Yjs does not survive it').toThrow();

		const verdict = check(holding(first), second);
		expect(verdict.kind).toBe('take');
		if (verdict.kind !== 'take') return;
		expect(verdict.scanned.blocks).toMatchObject([{ client: 1, from: 5, to: 9 }]);
		const whole = new Y.Doc();
		Y.applyUpdate(whole, first);
		Y.applyUpdate(whole, verdict.update);
		expect(Y.decodeStateVector(Y.encodeStateVector(whole)).get(1)).toBe(9);
	});

	it('takes the second half of what somebody wrote in one go when the first is known', () => {
		const doc = new Y.Doc();
		doc.getText('t').insert(0, 'first ');
		const first = Y.encodeStateAsUpdate(doc);
		doc.getText('t').insert(6, 'second');
		const verdict = check(holding(first), Y.encodeStateAsUpdate(doc));
		if (verdict.kind !== 'take') throw new Error(verdict.kind);
		const reader = new Y.Doc();
		for (const update of [first, verdict.update]) Y.applyUpdate(reader, update);
		expect(reader.getText('t').toJSON()).toBe('first second');
	});

	/** As Yjs writes it, by a client whose number is given. */
	function by(client: number, change: (doc: Y.Doc) => void, ...before: Uint8Array[]): Uint8Array {
		const doc = new Y.Doc();
		for (const update of before) Y.applyUpdate(doc, update);
		doc.clientID = client;
		const known = Y.encodeStateVector(doc);
		change(doc);
		return Y.encodeStateAsUpdate(doc, known);
	}
	const write = (text: string) => (doc: Y.Doc) => doc.getText('t').insert(doc.getText('t').length, text);

	it.each([
		['is known to its end', ''],
		['goes on behind what is known', ' and on']
	])('leaves out what repeats known clocks with other content, where another client’s %s', (_, more) => {
		const [ana, ben] = [by(1, write('as it was ')), by(2, write('ben'))];
		const otherwise = by(1, write('otherwise '));
		const news = Y.mergeUpdates([otherwise, by(2, write(`ben${more}`)), by(3, write('new '))]);
		const verdict = check(holding(ana, ben), news);
		if (verdict.kind !== 'take') throw new Error(verdict.kind);
		const expected = [{ client: 3, from: 0 }, ...(more === '' ? [] : [{ client: 2, from: 3 }])];
		expect(verdict.scanned.blocks).toMatchObject(expected);
		const log = [ana, ben, verdict.update];
		for (const order of [log, log.toReversed()]) {
			const reader = new Y.Doc();
			Y.applyUpdate(reader, Y.mergeUpdates(order));
			expect(reader.getText('t').toJSON()).toContain('as it was ');
			expect(reader.getText('t').toJSON()).not.toContain('otherwise');
		}
	});

	it('leaves in what is only on its way, since that may fail', () => {
		const both = Y.mergeUpdates([by(1, write('on its way ')), by(3, write('new '))]);
		const verdict = checkUpdate(both, holding(), new Map([[1, 11]]), asking);
		expect(verdict).toMatchObject({ kind: 'take', scanned: { blocks: [{ client: 3 }, { client: 1 }] } });
	});

	it('takes a deletion that comes with what is known, without that', () => {
		const written = by(1, write('gone'));
		const deleted = by(1, (doc) => doc.getText('t').delete(0, 4), written);
		const verdict = check(holding(written), Y.mergeUpdates([written, deleted]));
		expect(verdict).toMatchObject({
			kind: 'take',
			scanned: { blocks: [], deletes: [{ client: 1, from: 0, to: 4 }] }
		});
	});

	it('leaves out what lies behind a hole', () => {
		const doc = new Y.Doc();
		const updates: Uint8Array[] = [];
		doc.on('update', (update: Uint8Array) => updates.push(update));
		for (const word of ['a', 'b', 'c']) doc.getText('t').insert(doc.getText('t').length, word);
		const withHole = Y.mergeUpdates([updates[0]!, updates[2]!]);
		const verdict = check(holding(), withHole);
		expect(verdict).toMatchObject({ kind: 'take', scanned: { blocks: [{ to: 1, last: 1 }] } });
	});

	it('refuses types that are nested deeper than anybody’s stack, however the nesting is hidden', () => {
		const nested = (depth: number, withNeighbours: boolean) => {
			const doc = new Y.Doc();
			let list = doc.getArray<unknown>('root');
			doc.transact(() => {
				for (let level = 0; level < depth; level += 1) {
					if (withNeighbours) list.push(['beside']);
					const inner = new Y.Array<unknown>();
					list.push([inner]);
					list = inner;
				}
			});
			return Y.encodeStateAsUpdate(doc);
		};
		for (const hidden of [false, true]) {
			expect(scanUpdate(nested(60, hidden))).not.toBeNull();
			expect(scanUpdate(nested(100, hidden))).toBeNull();
			expect(scanUpdate(nested(5000, hidden))).toBeNull();
		}
		const wide = new Y.Doc();
		wide.transact(() => {
			for (let index = 0; index < 500; index += 1) wide.getArray('root').push([new Y.Map([['x', index]])]);
		});
		expect(scanUpdate(Y.encodeStateAsUpdate(wide)), 'many types side by side are usual').not.toBeNull();
	});
});

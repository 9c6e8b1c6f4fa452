import { expect, it } from 'vitest';
import type { OpenDocument } from '$lib/sync/open-document.ts';
import { createId, type BoardId, type IdentityId } from '#model/ids.ts';
import type { DocumentName } from '#protocol/documents.ts';
import { openOwnSheet, type SheetSource } from './own-sheet.ts';

function device(barred = false) {
	const kept = new Map<string, string>();
	const asked: BoardId[] = [];
	let offline = false;
	const board = createId<BoardId>();
	const source = (me: IdentityId): SheetSource<'offline'> => ({
		board,
		me,
		ask: async (of) => {
			asked.push(of);
			return offline
				? { ok: false, refusal: 'offline' }
				: { ok: true, document: `sheet-of-${me}` as DocumentName };
		},
		open: (name) => ({ name }) as OpenDocument,
		storage: {
			getItem: (key) => {
				if (barred) throw new Error('barred');
				return kept.get(key) ?? null;
			},
			setItem: (key, value) => {
				if (barred) throw new Error('barred');
				kept.set(key, value);
			}
		}
	});
	return { asked, source, kept, goOffline: () => (offline = true) };
}

const [mia, bo] = [createId<IdentityId>(), createId<IdentityId>()];
const sheetOf = (me: IdentityId) => ({ ok: true, sheet: { name: `sheet-of-${me}` } });

it('is opened again without a network, by the same person only', async () => {
	const { source, asked, goOffline } = device();
	expect(await openOwnSheet(source(mia))).toEqual(sheetOf(mia));
	goOffline();
	expect(await openOwnSheet(source(mia))).toEqual(sheetOf(mia));
	expect(asked).toHaveLength(1);
	expect(await openOwnSheet(source(bo))).toEqual({ ok: false, refusal: 'offline' });
});

it('is asked for each time where the device keeps nothing, or something that is no name', async () => {
	const barred = device(true);
	for (let times = 0; times < 2; times++)
		expect(await openOwnSheet(barred.source(mia))).toEqual(sheetOf(mia));
	expect(barred.asked).toHaveLength(2);
	const damaged = device();
	await openOwnSheet(damaged.source(mia));
	for (const key of damaged.kept.keys()) damaged.kept.set(key, '../etc');
	expect(await openOwnSheet(damaged.source(mia))).toEqual(sheetOf(mia));
	expect(damaged.asked).toHaveLength(2);
});

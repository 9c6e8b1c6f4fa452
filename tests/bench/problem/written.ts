import * as Y from 'yjs';
import type { IdentityId } from '#model/ids.ts';
import { ProblemBoard } from '#model/problem/board.ts';
import type { LaneId, PhaseId } from '#model/problem/method.ts';

const TEXT = 'What helped us here was to ask the people on site before we wrote anything down';
/** What somebody types between two updates. */
const LETTERS = 14;

/** What one person's browser sends while they write so many cards: one update for each few letters. */
export function writtenCards(writer: number, count: number, phase: PhaseId): Uint8Array[] {
	const doc = new Y.Doc();
	const board = new ProblemBoard(doc);
	const updates: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => updates.push(update));
	const me = { id: `writer-${writer}` as IdentityId, name: `Member ${writer}`, color: 'teal' };
	for (let card = 0; card < count; card += 1) {
		const id = doc.transact(() => board.add('ideas' as LaneId, { at: 'end' }, '', me, Date.now(), phase));
		const text = `${writer}.${card}: ${TEXT}`;
		for (let at = 0; at < text.length; at += LETTERS)
			doc.transact(() => board.texts.text(id)!.insert(at, text.slice(at, at + LETTERS)));
	}
	return updates;
}

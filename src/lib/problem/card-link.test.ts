import { expect, test } from 'vitest';
import { createId, type BoardId, type SessionId } from '#model/ids.ts';
import type { CardId } from '#model/problem/card.ts';
import { address } from '#protocol/addresses.ts';
import { linkedCard } from './card-link.ts';

test('the address of a card leads to it, and nothing else does', () => {
	const card = createId<CardId>();
	const { hash } = new URL(
		address.card(createId<SessionId>(), createId<BoardId>(), card),
		'https://commonplace.example'
	);
	expect(linkedCard(hash)).toBe(card);
	for (const other of ['', '#', '#card-', '#card-../x', `#shape=${card}`, `#card-${card}"]`])
		expect(linkedCard(other)).toBeNull();
});

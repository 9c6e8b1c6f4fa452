import type { ProblemBoard } from '#model/problem/board.ts';
import type { CardId } from '#model/problem/card.ts';
import { History } from '#model/yjs/history.ts';

/** The steps back and forward of one person on a board: of cards, how they are arranged, and what is added to them. */
export function historyOfBoard(
	{ doc, places, facts, texts, meta, details, clusters, laneFacts }: ProblemBoard,
	origin: string,
	onChange: (history: History) => void
): History {
	const history: History = new History({
		doc,
		origin,
		lists: [
			{ list: places },
			{ list: facts },
			{ list: details.list, details: true },
			{ list: clusters },
			{ list: laneFacts }
		],
		texts: [texts, meta],
		// What was added to a card is part of it.
		things: {
			thingOf: (key) => key.split('/', 1)[0]!,
			isSeen: (key) => texts.has(key) || meta.has(key),
			partsOf: () => [],
			textOf: () => undefined,
			detailsOf: (card) => Array.from(details.of(card as CardId).keys(), (name) => `${card}/${name}`)
		},
		now: () => performance.now(),
		onChange: () => onChange(history)
	});
	return history;
}

import type * as Y from 'yjs';
import { isId } from '../ids.ts';
import { keyBetween } from '../order.ts';
import { KeyedList } from '../yjs/keyed-list.ts';
import { sameValue } from '../yjs/same-value.ts';
import type { CardId } from './card.ts';
import { fields, linkName, tagName, type CardDetails, type CardLink, type CheckId } from './card-details.ts';

const NONE: ReadonlyMap<string, unknown> = new Map();

/**
 * What people add to cards, each an entry `<card>/<name>` of its own, so that whatever several people add, change and take
 * away at once is all kept. Versions that do not know the list leave it as it is. Transactions are the caller's.
 */
export class DetailList {
	readonly list: KeyedList<unknown>;
	readonly #byCard = new Map<string, Map<string, unknown>>();

	/** `changed` is called with the cards of which anything changed. */
	constructor(array: Y.Array<unknown>, changed: (cards: Iterable<string>) => void) {
		this.list = new KeyedList(array);
		for (const [key, value] of this.list.entries()) this.#keep(key, value);
		this.list.observe((changes) => {
			const cards = new Set<string>();
			for (const [key, { after }] of changes) {
				const card = this.#keep(key, after);
				if (card !== null) cards.add(card);
			}
			changed(cards);
		});
	}

	/** The entries of one card, by their names. */
	of(card: CardId): ReadonlyMap<string, unknown> {
		return this.#byCard.get(card) ?? NONE;
	}

	/** Sets an entry, or removes it with `undefined`. Whether that changed anything. */
	set(card: CardId, name: string, value: unknown): boolean {
		return this.change(card, new Map([[name, value]]));
	}

	change(card: CardId, values: ReadonlyMap<string, unknown>): boolean {
		const now = this.of(card);
		const next = [...values].filter(([name, value]) => !sameValue(now.get(name), value));
		if (next.length === 0) return false;
		this.list.change(
			next.filter(([, value]) => value !== undefined).map(([name, value]) => [`${card}/${name}`, value]),
			next.filter(([, value]) => value === undefined).map(([name]) => `${card}/${name}`)
		);
		return true;
	}

	/** Takes everything of a card away, also what this version does not know. */
	clear(card: CardId): void {
		this.list.change(
			[],
			Array.from(this.of(card).keys(), (name) => `${card}/${name}`)
		);
	}

	setTag(card: CardId, tag: string, has: boolean): void {
		this.set(card, tagName(tag), has ? { label: tag } : undefined);
	}

	addCheck(card: CardId, id: CheckId, text: string, { checklist }: CardDetails): void {
		const last = checklist.at(-1)?.order ?? null;
		this.set(card, `check/${id}`, { text, order: keyBetween(last, null) });
	}

	/** Changes its words; with none it goes. What a newer version put beside them stays. */
	writeCheck(card: CardId, id: CheckId, text: string): void {
		const old = fields(this.of(card).get(`check/${id}`));
		if (text.trim() !== '') this.set(card, `check/${id}`, { ...old, text });
		else
			this.change(
				card,
				new Map([
					[`check/${id}`, undefined],
					[`ticked/${id}`, undefined]
				])
			);
	}

	tick(card: CardId, id: CheckId, done: boolean): void {
		this.set(card, `ticked/${id}`, done ? true : undefined);
	}

	setLink(card: CardId, link: CardLink, has: boolean): void {
		const old = fields(this.of(card).get(linkName(link)));
		this.set(card, linkName(link), has ? { ...old, ...link } : undefined);
	}

	#keep(key: string, value: unknown): string | null {
		const at = key.indexOf('/');
		const card = key.slice(0, at);
		const name = key.slice(at + 1);
		if (!isId(card) || name === '') return null;
		const values = this.#byCard.get(card) ?? new Map<string, unknown>();
		if (value === undefined) values.delete(name);
		else values.set(name, value);
		if (values.size === 0) this.#byCard.delete(card);
		else this.#byCard.set(card, values);
		return card;
	}
}

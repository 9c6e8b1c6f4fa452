import * as v from 'valibot';
import { isId, type BoardId } from '#model/ids.ts';
import type { CardId } from '#model/problem/card.ts';
import { parseDocumentName, type DocumentName } from '#protocol/documents.ts';
import type { RecordStore } from '../store/store.ts';

const COLLECTION = 'reveal';
/** What the name of the plan for a single card begins with; no phase is called so. */
const CARD = 'card:';

const bytes = v.pipe(
	v.string(),
	v.transform((text): Uint8Array => new Uint8Array(Buffer.from(text, 'base64')))
);

/**
 * What a reveal will write: decided once, and kept until it is written, so that whoever goes on with it after a crash, or
 * on another node at the same time, writes the very same bytes. It names no author.
 */
const Plan = v.object({
	/** For the board of all; `null`: nothing. */
	board: v.nullable(bytes),
	/** For the boards of groups, where the next phase goes on in these. */
	groups: v.optional(v.array(v.object({ board: v.custom<BoardId>(isId), update: bytes })), []),
	sheets: v.array(
		v.object({
			document: v.custom<DocumentName>(
				(name) => typeof name === 'string' && parseDocumentName(name) === name
			),
			without: bytes
		})
	),
	/** So many sheets could not be opened when it was made: what is on them stays for another reveal. */
	unread: v.optional(v.number(), 0)
});
export type Plan = v.InferOutput<typeof Plan>;

const NOTHING: Plan = { board: null, groups: [], sheets: [], unread: 0 };

/** Under this name is kept how one card is shown by itself. */
export function nameOfCard(board: BoardId, card: CardId): string {
	return `${board}/${CARD}${card}`;
}

/** The plans of reveals, in the store until they are carried out. */
export class RevealPlans {
	readonly #records: RecordStore;

	constructor(records: RecordStore) {
		this.#records = records;
	}

	/** The plan of this name; made, and kept from now on, where there is none. */
	async kept(name: string, make: () => Promise<Plan>): Promise<Plan> {
		const before = await this.#records.get(COLLECTION, name);
		if (before !== null) return v.parse(Plan, before.value);
		const plan = await make();
		if ((await this.#records.put(COLLECTION, name, asRecord(plan), 0)) !== null) return plan;
		const other = await this.#records.get(COLLECTION, name);
		return other === null ? NOTHING : v.parse(Plan, other.value);
	}

	async remove(name: string): Promise<void> {
		const record = await this.#records.get(COLLECTION, name);
		if (record !== null) await this.#records.remove(COLLECTION, name, record.version);
	}

	/** What is being shown of a board card by card, or was when a server died. */
	async ofCards(
		board: BoardId
	): Promise<{ readonly name: string; readonly card: CardId; readonly plan: Plan }[]> {
		const prefix = `${board}/${CARD}`;
		const records = await this.#records.list(COLLECTION, `${board}/`);
		return records
			.filter(({ key }) => key.startsWith(prefix))
			.map(({ key, value }) => ({
				name: key,
				card: key.slice(prefix.length) as CardId,
				plan: v.parse(Plan, value)
			}));
	}

	/** Plans that were carried out are of no use any more; what somebody shows by themselves is theirs to end. */
	async tidy(board: BoardId, pending: () => Promise<ReadonlySet<string>>): Promise<void> {
		const records = await this.#records.list(COLLECTION, `${board}/`);
		const plans = records.filter(({ key }) => !key.startsWith(`${board}/${CARD}`));
		if (plans.length === 0) return;
		const names = await pending();
		for (const { key, version } of plans)
			if (!names.has(key)) await this.#records.remove(COLLECTION, key, version);
	}
}

function asRecord({ board, groups, sheets, unread }: Plan): v.InferInput<typeof Plan> {
	return {
		board: board && base64(board),
		groups: groups.map((group) => ({ board: group.board, update: base64(group.update) })),
		sheets: sheets.map(({ document, without }) => ({ document, without: base64(without) })),
		unread
	};
}

function base64(update: Uint8Array): string {
	return Buffer.from(update.buffer, update.byteOffset, update.byteLength).toString('base64');
}

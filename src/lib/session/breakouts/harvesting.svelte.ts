import type { Credentials } from '$lib/sync/credentials.ts';
import type { OpenDocument } from '$lib/sync/open-document.ts';
import type { BoardId, GroupId } from '#model/ids.ts';
import type { Group } from '#model/session/rounds.ts';
import type { Member } from '#model/session/session.ts';
import type { BoardWorks, Brought, Harvestable } from './board-works.ts';
import { openFromAfar } from './read-document.ts';

/** What one group has to give. */
export interface Offer {
	readonly group: Group;
	readonly items: readonly Harvestable[];
}

export type Bringing = { readonly ok: true; readonly brought: Brought } | { readonly ok: false };

/** Nobody waits longer than this for a board that does not come. */
const COMES_WITHIN_MS = 10_000;

/** Reads what groups have on their whiteboards, and copies what is chosen to a board that all share. */
export class Harvesting {
	readonly #me: Member;
	readonly #credentials: Credentials;
	readonly #works: Promise<BoardWorks>;
	readonly #documents = new Map<BoardId, OpenDocument>();
	readonly #brought: Brought[] = [];
	#offers = $state.raw<readonly Offer[] | null>(null);

	constructor(me: Member, credentials: Credentials, works: Promise<BoardWorks>) {
		this.#me = me;
		this.#credentials = credentials;
		this.#works = works;
	}

	/** `null` while they are being read. */
	get offers(): readonly Offer[] | null {
		return this.#offers;
	}

	/** @param groups with the whiteboard of each. */
	async read(groups: readonly { readonly group: Group; readonly board: BoardId }[]): Promise<void> {
		const works = await this.#works;
		this.#offers = await Promise.all(
			groups.map(async ({ group, board }) => {
				const document = this.#open(board, false);
				const isHere = await within(document.loaded);
				return { group, items: isHere ? works.harvestable(document.doc) : [] };
			})
		);
	}

	async bring(
		into: BoardId,
		groups: readonly { readonly group: Group; readonly board: BoardId }[],
		chosen: ReadonlyMap<GroupId, readonly string[]>
	): Promise<Bringing> {
		const works = await this.#works;
		const target = this.#open(into, true);
		if (!(await within(target.loaded))) return { ok: false };
		const sheaves = groups.map(({ group, board }) => ({
			title: group.name,
			from: this.#open(board, false).doc,
			ids: chosen.get(group.id) ?? []
		}));
		const brought = works.bring(target.doc, sheaves, this.#me.id);
		if (brought === null) return { ok: false };
		this.#brought.push(brought);
		return { ok: true, brought };
	}

	close(): void {
		for (const brought of this.#brought) brought.close();
		for (const document of this.#documents.values()) document.close();
		this.#documents.clear();
	}

	#open(board: BoardId, canWrite: boolean): OpenDocument {
		const open = this.#documents.get(board) ?? openFromAfar(board, this.#me, this.#credentials, canWrite);
		this.#documents.set(board, open);
		return open;
	}
}

async function within(loaded: Promise<void>): Promise<boolean> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), COMES_WITHIN_MS)));
	try {
		return await Promise.race([loaded.then(() => true), late]);
	} catch {
		return false;
	} finally {
		clearTimeout(timer);
	}
}

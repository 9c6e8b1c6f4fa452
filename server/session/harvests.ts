import { setTimeout } from 'node:timers/promises';
import type { BoardId, HarvestId, SessionId } from '#model/ids.ts';
import { harvestSources, withHarvest } from '#model/session/apply/harvests.ts';
import { runBehind } from '#model/session/boards-of-runs.ts';
import {
	harvestUnderWay,
	type Harvest,
	type HarvestFailure,
	type HarvestState,
	type Take
} from '#model/session/harvests.ts';
import type { Round } from '#model/session/rounds.ts';
import type { Board, Session } from '#model/session/session.ts';
import type { Log } from '../log.ts';
import type { HarvestRecord } from './records.ts';
import { Serial } from './serial.ts';
import type { SessionNews } from './session-news.ts';
import type { SessionStore } from './session-store.ts';

/** What is to be brought, and where from. */
export interface HarvestOrder {
	readonly id: HarvestId;
	readonly into: Pick<Board, 'id' | 'kind'>;
	readonly sources: readonly { readonly title: string; readonly board: BoardId }[];
	readonly take: Take;
	/** Of problem boards: whether the groups worked in one method with the board, so that its lanes are theirs. */
	readonly lanes: 'same' | 'usual';
	readonly by: Harvest['by'];
}

export type Made<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly reason: HarvestFailure };

/** What is done with the documents themselves. All of it rejects where trying again may help. */
export interface HarvestWork {
	/** Reads the boards and makes one update of what shall be brought; writes nothing. */
	gather(order: HarvestOrder): Promise<Made<{ readonly update: Uint8Array; readonly count: number }>>;
	/** Appends that update unless it is there already; durable when it resolves. */
	put(board: BoardId, update: Uint8Array): Promise<void>;
	/** Removes what it brought and nobody has changed since; `left`: how much that leaves. */
	takeBack(into: Pick<Board, 'id' | 'kind'>, id: HarvestId): Promise<Made<{ readonly left: number }>>;
}

export interface HarvestsParts {
	readonly store: Pick<SessionStore, 'session' | 'harvest' | 'putHarvest' | 'removeHarvest'>;
	readonly news: Pick<SessionNews, 'listenToOwn'>;
	/** Changes the record as the server itself does. */
	readonly change: (session: SessionId, change: (current: Session) => Session) => Promise<unknown>;
	readonly work: HarvestWork;
	/** Server time, milliseconds since the epoch. */
	readonly now: () => number;
	readonly log: Log;
}

/** So long after groups have ended nobody writes on their boards any more: whose rights end is cut off within a second. */
const SETTLED_MS = 1000;

/**
 * Brings what groups made to a board of all. The record says what is asked for; the change that brings it is made once,
 * stored, appended to the board as one entry of its log, and then the record says that it is done. Whichever process dies
 * in between, the next one goes on from what is stored: the same bytes again change nothing.
 */
export class Harvests {
	readonly #parts: HarvestsParts;
	readonly #serial = new Serial<SessionId>();

	constructor(parts: HarvestsParts) {
		this.#parts = parts;
		parts.news.listenToOwn({
			sessionChanged: ({ session }, before) => {
				const asked = harvestUnderWay(session);
				if (asked !== null && harvestUnderWay(before.session) === null) this.#begin(session.id);
			},
			memberChanged: () => undefined,
			memberRemoved: () => undefined,
			doorChanged: () => undefined,
			privateChanged: () => undefined,
			inDoubt: () => undefined
		});
	}

	/** Carries out what is asked for, or was begun by somebody who is gone. Rejects where trying again may help. */
	finish(session: SessionId): Promise<void> {
		return this.#serial.run(session, async () => {
			const current = (await this.#parts.store.session(session))?.session;
			const harvest = current && harvestUnderWay(current);
			if (current === undefined || !harvest) return;
			const state = await this.#carryOut(current, harvest);
			await this.#parts.change(session, (now) => {
				const found = now.harvests.find(({ id }) => id === harvest.id);
				return found?.state.at === harvest.state.at ? withHarvest(now, harvest.id, state) : now;
			});
			// Last: as long as the record does not say that it is done, somebody needs it.
			await this.#parts.store.removeHarvest(session, harvest.id);
		});
	}

	/** Resolves when nothing is under way here. */
	idle(): Promise<void> {
		return this.#serial.idle();
	}

	/** What fails is tried again when it is due. */
	#begin(session: SessionId): void {
		this.finish(session).catch((error: unknown) =>
			this.#parts.log.warn({ err: error }, 'a harvest could not be carried out yet')
		);
	}

	/** What somebody wrote while the groups were ended is brought as well. */
	async #settled({ state }: Round): Promise<void> {
		if (state.at !== 'closed') return;
		const leftMs = state.closedAt + SETTLED_MS - this.#parts.now();
		if (leftMs > 0) await setTimeout(Math.min(leftMs, SETTLED_MS));
	}

	async #carryOut(session: Session, harvest: Harvest): Promise<HarvestState> {
		const into = session.boards.find(({ id }) => id === harvest.into);
		if (into === undefined) return { at: 'failed', reason: 'unreadable' };
		if (harvest.state.at === 'taking-back') {
			const taken = await this.#parts.work.takeBack(into, harvest.id);
			return taken.ok ? { at: 'taken-back', left: taken.left } : { at: 'done', count: harvest.state.count };
		}
		const made = await this.#made(session, harvest, into);
		if (!made.ok) return { at: 'failed', reason: made.reason };
		await this.#parts.work.put(into.id, made.update);
		return { at: 'done', count: made.count };
	}

	/** The change that brings it: made by whoever is first, and the same bytes for whoever comes later. */
	async #made(
		session: Session,
		{ id, round: of, by }: Harvest,
		into: Board
	): Promise<Made<{ readonly update: Uint8Array; readonly count: number }>> {
		const { store, work } = this.#parts;
		for (;;) {
			const found = await store.harvest(session.id, id);
			const round = session.rounds.find((one) => one.id === of);
			if (found === null || round === undefined) return { ok: false, reason: 'unreadable' };
			const { take, made } = found.harvest;
			if (made !== null) return { ok: true, update: Buffer.from(made.update, 'base64'), count: made.count };
			const sources = harvestSources(session, round, into);
			await this.#settled(round);
			const lanes = runBehind(session, into.id)?.steps.some((step) => step.round === of) ? 'same' : 'usual';
			const gathered = await work.gather({ id, into, sources, take, lanes, by });
			if (!gathered.ok) return gathered;
			const kept: HarvestRecord = {
				take,
				made: { update: Buffer.from(gathered.update).toString('base64'), count: gathered.count }
			};
			if (await store.putHarvest(session.id, id, kept, found.version)) return gathered;
		}
	}
}

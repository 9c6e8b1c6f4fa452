import type { DocumentName } from '#protocol/documents.ts';
import type { Counters } from './counters.ts';
import { OPENING_FAILURES_TO_QUARANTINE } from './limits.ts';
import type { Room } from './room.ts';
import { DocumentFailure, type RoomLimits, type RoomsOptions } from './rooms-port.ts';

export interface CompactorParts extends Pick<RoomsOptions, 'store' | 'compact' | 'log'> {
	readonly limits: RoomLimits;
	readonly counters: Counters;
	/** The document is in quarantine now. */
	readonly shut: (name: DocumentName) => void;
	/** A compaction has ended: there may be more to do. */
	readonly tidy: (name: DocumentName) => void;
}

/** What earlier tries on a document came to. */
interface History {
	running: boolean;
	/** After a failed try: the tail must have grown to so many updates before the next. */
	againAt: number;
	openingFailures: number;
}

/** An emptied room with less than this in its tail is not worth opening the document for. */
const TAIL_WORTH_COMPACTING = 10;

/** Decides when a room's tail becomes part of its snapshot, and has it done. */
export class Compactor {
	readonly #parts: CompactorParts;
	readonly #histories = new Map<DocumentName, History>();
	#stopped = false;

	constructor(parts: CompactorParts) {
		this.#parts = parts;
	}

	/** Whether one is under way, which keeps the room in memory. */
	compactIfWorthIt(room: Room, isNeeded: boolean): boolean {
		const history = this.#histories.get(room.name);
		if (history?.running) return true;
		if (!this.#isWorthIt(room, isNeeded, history?.againAt ?? 0)) return false;
		void this.#run(room);
		return true;
	}

	/** The server ends: one that is under way may be broken off, and is done again when somebody comes. */
	stop(): void {
		this.#stopped = true;
	}

	forget(name: DocumentName): void {
		this.#histories.delete(name);
	}

	#isWorthIt({ bytes, isSettled }: Room, isNeeded: boolean, againAt: number): boolean {
		const { tailEntries, tailUpdates, tailBytes, snapshotBytes } = bytes;
		const { compactEntries, compactBytes } = this.#parts.limits;
		if (tailUpdates < againAt) return false;
		const isLarge = tailEntries > compactEntries || tailBytes > compactBytes;
		if (isNeeded) return isLarge && tailBytes > snapshotBytes / 4;
		return isSettled && (tailUpdates >= TAIL_WORTH_COMPACTING || tailBytes > snapshotBytes / 4 + 1024);
	}

	async #run(room: Room): Promise<void> {
		const { name } = room;
		const { store, compact, log, counters, tidy } = this.#parts;
		const history = this.#histories.get(name) ?? { running: true, againAt: 0, openingFailures: 0 };
		history.running = true;
		this.#histories.set(name, history);
		try {
			if (!(await store.documents.mayCompact(name))) {
				history.againAt = room.bytes.tailUpdates + TAIL_WORTH_COMPACTING;
			} else if (await room.bytes.compact(compact, store.documents)) {
				counters.compaction(true);
				history.againAt = 0;
				history.openingFailures = 0;
			} else {
				log.warn({ document: name }, 'another compaction was quicker');
				room.reload(false);
				history.againAt = room.bytes.tailUpdates + TAIL_WORTH_COMPACTING;
			}
		} catch (error) {
			if (this.#stopped) return;
			counters.compaction(false);
			history.againAt = Math.max(TAIL_WORTH_COMPACTING, room.bytes.tailUpdates * 2);
			await this.#failed(name, history, error);
		} finally {
			history.running = false;
			tidy(name);
		}
	}

	async #failed(name: DocumentName, history: History, error: unknown): Promise<void> {
		const { log, store, shut } = this.#parts;
		const reason = error instanceof Error ? error.message : String(error);
		log.error({ document: name, reason }, 'a document could not be compacted');
		if (!(error instanceof DocumentFailure)) return;
		history.openingFailures += 1;
		if (history.openingFailures < OPENING_FAILURES_TO_QUARANTINE) return;
		history.openingFailures = 0;
		try {
			await store.documents.quarantine(name, `opening it failed: ${reason}`);
			log.error({ document: name }, 'a document is in quarantine');
			shut(name);
		} catch (failure) {
			log.error({ document: name, err: failure }, 'a document could not be put into quarantine');
		}
	}
}

import { DEFAULT_LIMITS } from '../../../server/sync/limits.ts';

/** Documents that are all used alike. Either people write, or they move pointers 20 times a second. */
export interface Load {
	readonly name: string;
	readonly documents: number;
	/** In each document. */
	readonly writers: number;
	readonly readers: number;
	/** Updates a second from each writer. */
	readonly perSecond: number;
	/** People in each document who move their pointers; they are all who is there. */
	readonly pointers: number;
}

/** What costs something, in a second. */
export interface Rates {
	readonly updatesIn: number;
	/** Entries appended to logs: what the store does, and what goes through Redis. */
	readonly appends: number;
	/** WebSocket messages to clients, acknowledgements included. */
	readonly messagesOut: number;
	readonly pointersIn: number;
	readonly megabytesOut: number;
}

export const POINTERS_PER_SECOND = 20;
/** An update as the generator makes it, in a frame with others; an acknowledgement; a pointer with what the server says of its owner. */
const UPDATE_BYTES = 37;
const FRAME_BYTES = 12;
const POINTER_BYTES = 113;

/**
 * What the server will do about a load, from its rules alone (the ticks in server/sync/limits.ts): nothing here is measured.
 * @param connectionsHere of a document, where its people are spread over nodes: as many as are on the writers' node.
 */
export function ratesOf(load: Load, connectionsHere = load.writers + load.readers): Rates {
	return load.pointers > 0 ? pointerRates(load) : updateRates(load, connectionsHere);
}

function updateRates({ documents, writers, readers, perSecond }: Load, connectionsHere: number): Rates {
	const updates = writers * perSecond;
	const appends = batches(updates, updateTickMs(connectionsHere));
	const alone = updates / appends < 1.5;
	// Whoever wrote all of a batch is not sent it.
	const broadcasts = appends * (writers + readers - (alone ? 1 : 0));
	const acknowledgements = writers * Math.min(perSecond, appends);
	return {
		updatesIn: documents * updates,
		appends: documents * appends,
		messagesOut: documents * (broadcasts + acknowledgements),
		pointersIn: 0,
		megabytesOut:
			(documents * (updates * (writers + readers - 1) * UPDATE_BYTES + broadcasts * FRAME_BYTES)) / 1e6
	};
}

function pointerRates({ documents, pointers }: Load): Rates {
	const { presenceTickMs, presenceReadersPerMs } = DEFAULT_LIMITS;
	const moves = pointers * POINTERS_PER_SECOND;
	const ticks = batches(moves, Math.max(presenceTickMs, pointers / presenceReadersPerMs));
	const inATick = Math.min(pointers, moves / ticks);
	return {
		updatesIn: 0,
		appends: 0,
		messagesOut: documents * ticks * pointers,
		pointersIn: documents * moves,
		megabytesOut: (documents * ticks * pointers * inATick * POINTER_BYTES) / 1e6
	};
}

/** The first of a quiet moment goes at once, the rest a tick apart; the tick ends with the first that comes after it or waits. */
function batches(perSecond: number, tickMs: number): number {
	return Math.min(perSecond, 1000 / (tickMs + TIMER_MS));
}

/** Node's timers run on whole milliseconds, and late rather than early. */
const TIMER_MS = 0.6;

function updateTickMs(connections: number): number {
	const { updateTickMs: ticks, manyReaders, mostReaders } = DEFAULT_LIMITS;
	const share = Math.max(Math.min(1, connections / manyReaders), connections / mostReaders);
	return Math.max(ticks.fewReaders, ticks.manyReaders * share);
}

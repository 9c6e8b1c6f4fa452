import { CLOSE } from '#protocol/close-codes.ts';
import { unreachable } from '#model/unreachable.ts';
import type { SavedState } from './open-document.ts';
import type { Sent } from './sending-socket.ts';

type Refused = Extract<SavedState, { at: 'refused' }>;

/**
 * What is known about one document's way to the server. "Saved" is said only when every update-bearing frame of this
 * connection, its own sync step 2 included, is acknowledged as durable: step 2 carries whatever was made while there was
 * no connection.
 */
export interface Delivery {
	readonly link:
		| { readonly at: 'first-try' }
		| { readonly at: 'down'; readonly why: 'line' | 'store' | 'too-many' }
		| OpenLink
		/** Open, but what this device has is no longer taken. */
		| { readonly at: 'held-back' }
		| Refused;
	/** Changes, as people count them, that are not known to be durable on the server. */
	readonly changes: number;
	/** Milliseconds on the caller's monotonic clock. */
	readonly lastChangeAt: number;
	/** Whether this device's storage took them. */
	readonly kept: boolean;
	/** Of a viewer nothing is taken: there is to say only whether they are in step, and what from before is held back. */
	readonly canWrite: boolean;
}

interface OpenLink {
	readonly at: 'open';
	/** Its own step 2 was sent. */
	readonly answered: boolean;
	/** That held something the server did not have. */
	readonly brought: boolean;
	/** Update-bearing frames of this connection; and how many of these, from the first, the server has. */
	readonly sent: number;
	readonly received: number;
	readonly durable: number;
	/** What was last cut into pieces: these frames. */
	readonly upload: { readonly from: number; readonly to: number };
}

const OPENED: OpenLink = {
	at: 'open',
	answered: false,
	brought: false,
	sent: 0,
	received: 0,
	durable: 0,
	upload: { from: 0, to: 0 }
};

export type DeliveryEvent =
	/** The offline copy held changes that an earlier visit could not deliver. */
	| { readonly type: 'restored'; readonly changes: number }
	| { readonly type: 'changed'; readonly at: number }
	| { readonly type: 'storage-failed' }
	| { readonly type: 'opened' }
	/** An update left. */
	| ({ readonly type: 'sent' } & Sent)
	/** The server has this many frames: as something that a power cut does not take, or only that. */
	| { readonly type: 'acknowledged'; readonly count: number; readonly durable: boolean }
	| { readonly type: 'synced' }
	/** `code` is null when this end gave the connection up. */
	| { readonly type: 'closed'; readonly code: number | null };

/** Typing a sentence is one change to a person, though it is many transactions: a pause of this length ends it. */
const BURST_MS = 300;

export function startDelivery(canWrite: boolean): Delivery {
	return { link: { at: 'first-try' }, changes: 0, lastChangeAt: -Infinity, kept: true, canWrite };
}

export function deliver(delivery: Delivery, event: DeliveryEvent): Delivery {
	const { link } = delivery;
	switch (event.type) {
		case 'restored':
			return { ...delivery, changes: delivery.changes + event.changes };
		case 'changed': {
			const sameBurst = delivery.changes > 0 && event.at - delivery.lastChangeAt < BURST_MS;
			return { ...delivery, changes: delivery.changes + (sameBurst ? 0 : 1), lastChangeAt: event.at };
		}
		case 'storage-failed':
			return { ...delivery, kept: false };
		case 'opened':
			return { ...delivery, link: OPENED };
		case 'sent':
			return link.at === 'open' ? { ...delivery, link: afterSending(link, event) } : delivery;
		case 'acknowledged':
			return link.at === 'open' ? settle({ ...delivery, link: afterAnswer(link, event) }) : delivery;
		case 'synced':
			if (link.at !== 'open' || delivery.canWrite) return delivery;
			return delivery.changes > 0 && link.brought
				? { ...delivery, link: { at: 'held-back' } }
				: { ...delivery, changes: 0, link: { ...OPENED, answered: true } };
		case 'closed':
			return { ...delivery, link: link.at === 'refused' ? link : afterClose(event.code) };
		default:
			return unreachable(event);
	}
}

function afterSending(
	link: OpenLink,
	{ answer, brings, frames }: Extract<DeliveryEvent, { type: 'sent' }>
): OpenLink {
	const sent = link.sent + frames;
	const from = reached(link) < link.upload.to ? link.upload.from : link.sent;
	return {
		...link,
		sent,
		answered: link.answered || answer,
		brought: link.brought || (answer && brings),
		upload: frames > 1 ? { from, to: sent } : link.upload
	};
}

/** Never more than was sent: nothing that is sent later may count as there already. */
function afterAnswer(
	link: OpenLink,
	{ count, durable }: Extract<DeliveryEvent, { type: 'acknowledged' }>
): OpenLink {
	const reached = Math.min(count, link.sent);
	return durable ? { ...link, durable: reached } : { ...link, received: reached };
}

/** How many frames the server has, in whatever way. */
function reached({ received, durable }: OpenLink): number {
	return Math.max(received, durable);
}

function settle(delivery: Delivery): Delivery {
	return isSettled(delivery.link) ? { ...delivery, changes: 0, lastChangeAt: -Infinity } : delivery;
}

function isSettled(link: Delivery['link']): boolean {
	return link.at === 'open' && link.answered && reached(link) >= link.sent;
}

/** Whether an answer to something sent is due. */
export function awaitsAnswer({ link, canWrite }: Delivery): boolean {
	return canWrite && link.at === 'open' && reached(link) < link.sent;
}

/** How much of what was cut into pieces has arrived; `null` when nothing of the kind is under way. */
export function uploadPercent({ link }: Delivery): number | null {
	if (link.at !== 'open' || reached(link) >= link.upload.to) return null;
	const { from, to } = link.upload;
	return Math.floor((100 * Math.max(0, reached(link) - from)) / (to - from));
}

function afterClose(code: number | null): Delivery['link'] {
	const reason = code === null ? null : refusalOf(code);
	if (reason !== null) return { at: 'refused', reason };
	switch (code) {
		case CLOSE.notSaved:
			return { at: 'down', why: 'store' };
		case CLOSE.tooMany:
		case TRY_AGAIN_LATER:
			return { at: 'down', why: 'too-many' };
		default:
			return { at: 'down', why: 'line' };
	}
}

const MESSAGE_TOO_BIG = 1009;
/** What a proxy in front of the servers says when it has too much to do. */
export const TRY_AGAIN_LATER = 1013;

/** Why connecting again cannot help; `null` when it can. Codes of the 44xx range that we do not know count as malformed. */
export function refusalOf(code: number): Refused['reason'] | null {
	switch (code) {
		case CLOSE.accessChanged:
			return 'access';
		case CLOSE.notFound:
			return 'not-found';
		case CLOSE.foreignClient:
			return 'foreign-client';
		case CLOSE.unreadable:
			return 'unreadable';
		case CLOSE.tooLarge:
		case MESSAGE_TOO_BIG:
			return 'too-large';
		default:
			return code >= 4400 && code < 4500 ? 'malformed' : null;
	}
}

const DOWN = { line: 'offline', store: 'not-saved', 'too-many': 'asked-to-wait' } as const;

export function savedState(delivery: Delivery): SavedState {
	const { link, changes, kept } = delivery;
	switch (link.at) {
		case 'first-try':
			return { at: 'connecting' };
		case 'down':
			return { at: DOWN[link.why], changes, kept };
		case 'open': {
			if (isSettled(link) && changes === 0) return { at: link.durable >= link.sent ? 'saved' : 'received' };
			const percent = uploadPercent(delivery);
			return changes > 0 || percent !== null ? { at: 'saving', percent } : { at: 'connecting' };
		}
		case 'held-back':
			return { at: 'held-back', changes, kept };
		case 'refused':
			return link;
		default:
			return unreachable(link);
	}
}

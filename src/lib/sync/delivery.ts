import { CLOSE } from '#protocol/close-codes.ts';
import { unreachable } from '#model/unreachable.ts';
import type { SavedState } from './open-document.ts';

type Refused = Extract<SavedState, { at: 'refused' }>;

/**
 * What is known about one document's way to the server. "Saved" is said only when every update-bearing frame of this
 * connection, its own sync step 2 included, is acknowledged: step 2 carries whatever was made while there was no connection.
 */
export interface Delivery {
	readonly link:
		| { readonly at: 'first-try' }
		| { readonly at: 'down'; readonly storeFailing: boolean }
		| {
				readonly at: 'open';
				readonly answered: boolean;
				readonly sent: number;
				readonly acknowledged: number;
		  }
		| Refused;
	/** Changes, as people count them, that are not known to be durable on the server. */
	readonly changes: number;
	/** Milliseconds on the caller's monotonic clock. */
	readonly lastChangeAt: number;
	/** Whether this device's storage took them. */
	readonly kept: boolean;
	/** A viewer sends nothing that counts: being in step is all there is to say. */
	readonly canWrite: boolean;
}

export type DeliveryEvent =
	/** The offline copy held changes that an earlier visit could not deliver. */
	| { readonly type: 'restored'; readonly changes: number }
	| { readonly type: 'changed'; readonly at: number }
	| { readonly type: 'storage-failed' }
	| { readonly type: 'opened' }
	/** A frame with an update left; `answer` is a sync step 2. */
	| { readonly type: 'sent'; readonly answer: boolean }
	| { readonly type: 'acknowledged'; readonly count: number }
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
			return { ...delivery, link: { at: 'open', answered: false, sent: 0, acknowledged: 0 } };
		case 'sent':
			if (link.at !== 'open') return delivery;
			return { ...delivery, link: { ...link, sent: link.sent + 1, answered: link.answered || event.answer } };
		case 'acknowledged':
			if (link.at !== 'open') return delivery;
			return settle({ ...delivery, link: { ...link, acknowledged: event.count } });
		case 'synced':
			if (link.at !== 'open' || delivery.canWrite) return delivery;
			return { ...delivery, changes: 0, link: { ...link, answered: true, sent: 0, acknowledged: 0 } };
		case 'closed':
			return { ...delivery, link: link.at === 'refused' ? link : afterClose(event.code) };
		default:
			return unreachable(event);
	}
}

function settle(delivery: Delivery): Delivery {
	return isSettled(delivery.link) ? { ...delivery, changes: 0, lastChangeAt: -Infinity } : delivery;
}

function isSettled(link: Delivery['link']): boolean {
	return link.at === 'open' && link.answered && link.acknowledged >= link.sent;
}

function afterClose(code: number | null): Delivery['link'] {
	const reason = code === null ? null : refusalOf(code);
	if (reason !== null) return { at: 'refused', reason };
	return { at: 'down', storeFailing: code === CLOSE.notSaved };
}

const MESSAGE_TOO_BIG = 1009;

/** Why connecting again cannot help; `null` when it can. Codes of the 44xx range that we do not know count as malformed. */
export function refusalOf(code: number): Refused['reason'] | null {
	switch (code) {
		case CLOSE.accessChanged:
			return 'access';
		case CLOSE.notFound:
			return 'not-found';
		case CLOSE.unreadable:
			return 'unreadable';
		case CLOSE.tooLarge:
		case MESSAGE_TOO_BIG:
			return 'too-large';
		default:
			return code >= 4400 && code < 4500 ? 'malformed' : null;
	}
}

export function savedState(delivery: Delivery): SavedState {
	const { link, changes, kept } = delivery;
	switch (link.at) {
		case 'first-try':
			return { at: 'connecting' };
		case 'down':
			return { at: link.storeFailing ? 'not-saved' : 'offline', changes, kept };
		case 'open':
			if (isSettled(link) && changes === 0) return { at: 'saved' };
			return { at: changes > 0 ? 'saving' : 'connecting' };
		case 'refused':
			return link;
		default:
			return unreachable(link);
	}
}

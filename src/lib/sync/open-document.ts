import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { DocumentName } from '#protocol/documents.ts';
import type { MemberColor } from '#model/session/session.ts';
import type { IdentityId } from '#model/ids.ts';
import type { Credentials } from './credentials.ts';

/** A document that this tab has open: what every board component receives. */
export interface OpenDocument {
	readonly name: DocumentName;
	readonly doc: Y.Doc;
	/** Each feature keeps its own fields (`cursor`, `selection`, …); `user` is set here and overwritten by the server with the truth. */
	readonly awareness: Awareness;
	/** By which it was opened, for what else the board asks the server. */
	readonly credentials: Credentials;
	/** Resolves when there is something to show: the offline copy, or the server's answer. Bind editors only then. */
	readonly loaded: Promise<void>;
	/** May this member write? The server drops what is written without the right, so the editor must be read-only. */
	readonly canWrite: boolean;
	readonly saved: SavedLight;
	/** Leaves: stops following, says goodbye to the others, keeps what is unsaved on the device. */
	close(): void;
}

/** The `user` field of everybody's awareness state, as the server sets it. */
export interface AwarenessUser {
	readonly id: IdentityId;
	readonly name: string;
	readonly color: MemberColor;
	readonly role: 'facilitator' | 'member' | 'viewer';
}

/** What the "Saved" light shows. Reactive. */
export interface SavedLight {
	readonly state: SavedState;
	/**
	 * Changes made here that the server has not acknowledged: leaving now would keep them from the others. Not those that
	 * are held back and on the device: staying would bring them no further.
	 */
	readonly hasUnsavedWork: boolean;
	/**
	 * After `foreign-client`: puts this device's changes under this person's own name, so that the next load of the page
	 * sends them. False when the server could not be reached, or the device did not keep it; then nothing has changed.
	 */
	makeOwn(): Promise<boolean>;
}

export type SavedState =
	/** Everything sent was acknowledged as durable. */
	| { readonly at: 'saved' }
	/** Everything sent is with the server, whose store cannot say that a power cut would not take the last of it. */
	| { readonly at: 'received' }
	| { readonly at: 'connecting' }
	/** Sent, not yet acknowledged; `percent` of it arrived, where it is so much that it went in pieces. */
	| { readonly at: 'saving'; readonly percent: number | null }
	/** No connection: this many changes wait, `kept` on this device or (its storage refuses) in this tab only. */
	| ({ readonly at: 'offline' } & Waiting)
	/** Connected, but the server cannot store at the moment; the changes wait and are tried again. */
	| ({ readonly at: 'not-saved' } & Waiting)
	/** The server gets too much from this person or address; the changes wait and are tried again, not at once. */
	| ({ readonly at: 'asked-to-wait' } & Waiting)
	/** In step, but without the right to write any more: changes from before wait here until it is given back. */
	| ({ readonly at: 'held-back' } & Waiting)
	/** The server closed for good: rights changed, unknown document, refused update. */
	| { readonly at: 'refused'; readonly reason: RefusedReason };

interface Waiting {
	readonly changes: number;
	readonly kept: boolean;
}

type RefusedReason =
	| 'access'
	| 'not-found'
	| 'malformed'
	/** This device holds changes of a client id that belongs to somebody else. */
	| 'foreign-client'
	| 'unreadable'
	| 'too-large';

import type { SectionKind, Section } from '#model/search/sections.ts';
import type { SessionId } from '#model/ids.ts';
import type { Label } from '#model/session/label.ts';
import type { FoundKind, Hit, Standing } from '#protocol/search.ts';

/** What the main thread and the index's thread tell each other. */

/** A hit, whoever asked for it. */
export type FoundHit = Omit<Hit, 'by'>;

/** What a session's record says about what is found in it. Nobody's name is in it. */
export interface SessionFacts {
	readonly id: SessionId;
	readonly title: string;
	readonly label: Label;
	readonly agenda: readonly { readonly id: string; readonly title: string }[];
	readonly boards: readonly BoardFacts[];
	readonly synonyms: readonly (readonly string[])[];
	/** When something of it last changed, as far as that is known. */
	readonly changedAt: number;
}

export interface BoardFacts {
	/** Of its shared document, which is the board's id. */
	readonly name: string;
	readonly kind: Exclude<FoundKind, 'session'>;
	readonly title: string;
	readonly standing: Standing;
	readonly worked: number;
	readonly tags: readonly string[];
	readonly createdAt: number;
}

export interface BodyFacts {
	readonly name: string;
	/** How far its log was read. */
	readonly head: string;
	/** When it was last written in; `null`: not known. */
	readonly changedAt: number | null;
	readonly sections: readonly Section[];
}

/** How far a document has been read; `null`: not yet. */
export interface IndexedHead {
	readonly name: string;
	readonly head: string | null;
}

/** What somebody may read. */
export interface ReadableSet {
	/** Of this very list; another list has another one. */
	readonly key: number;
	/** Boards by their documents, and sessions, by their ids: a list as JSON, since one text goes to another thread at once. */
	readonly json: string;
}

export interface Question {
	readonly text: string;
	readonly readable: ReadableSet;
	readonly kinds: readonly FoundKind[] | null;
	readonly parts: readonly SectionKind[] | null;
	readonly standings: readonly Standing[] | null;
	readonly labels: readonly Label[] | null;
	readonly session: SessionId | null;
	readonly since: number | null;
	readonly from: number;
	readonly limit: number;
}

export type IndexCall =
	/** Takes over what a session's record says. Answers with its boards. */
	| { readonly kind: 'session'; readonly facts: SessionFacts }
	/** Takes over what is in a board's document; nothing where no session has it. */
	| { readonly kind: 'body'; readonly body: BodyFacts }
	/** Drops all sessions but these. */
	| { readonly kind: 'only'; readonly sessions: readonly SessionId[] }
	| { readonly kind: 'search'; readonly question: Question }
	| { readonly kind: 'counts' };

export interface IndexCounts {
	readonly documents: number;
	readonly sections: number;
	/** Boards whose documents have not been read yet. */
	readonly unread: number;
	readonly bytes: number;
}

export interface IndexAnswers {
	readonly session: readonly IndexedHead[];
	readonly body: null;
	readonly only: null;
	readonly search: { readonly hits: readonly FoundHit[]; readonly next: number | null };
	readonly counts: IndexCounts;
}

export interface IndexRequest {
	readonly id: number;
	readonly call: IndexCall;
}

export type IndexReply =
	/** `begunAnew`: why it is empty; `null`: it is as it was left. */
	| { readonly kind: 'opened'; readonly begunAnew: string | null; readonly inMemory: boolean }
	/** It was damaged, and is empty now. */
	| { readonly kind: 'begun anew'; readonly reason: string }
	| { readonly kind: 'answered'; readonly id: number; readonly answer: IndexAnswers[IndexCall['kind']] }
	| { readonly kind: 'failed'; readonly id: number; readonly reason: string }
	| { readonly kind: 'closed' };

export interface IndexOptions {
	readonly directory: string;
}

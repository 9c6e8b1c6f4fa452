import * as v from 'valibot';
import {
	isId,
	type BoardId,
	type CommunityId,
	type IdentityId,
	type OccurrenceId,
	type SessionId
} from '#model/ids.ts';
import { DECISION_STATUSES, PAGE_LIMITS, PAGE_STATES, type PageRecord } from '#model/pages/page-record.ts';
import { LABELS, type Label } from '#model/session/label.ts';
import type { BoardKind } from '#model/session/session.ts';

/** What is asked and answered under `/api/pages/<board>`: what is known of a page (or another board) beside its document. */

const text = (length: number) => v.pipe(v.string(), v.trim(), v.maxLength(length));
const day = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15));
const identityId = v.custom<IdentityId>(isId);
const boardId = v.custom<BoardId>(isId);

/** `POST …/occurrences`: it happened again. */
export const SayOccurrence = v.strictObject({
	/** Made by the client, so that asking twice says it once. */
	id: v.custom<OccurrenceId>(isId),
	/** When it happened; left out: today. Milliseconds since the epoch. */
	at: v.exactOptional(day),
	/** The session in which it came up. */
	session: v.optional(v.nullable(v.custom<SessionId>(isId)), null),
	group: v.optional(text(PAGE_LIMITS.group), ''),
	context: v.optional(text(PAGE_LIMITS.context), '')
});
export type SayOccurrence = v.InferInput<typeof SayOccurrence>;

/** `PUT …/mine`: what I say of it, in the place of what I said. */
export const SayMine = v.strictObject({
	worked: v.boolean(),
	/** What needs fixing; `null`: nothing. May be empty. */
	needsFixing: v.nullable(text(PAGE_LIMITS.note))
});
export type SayMine = v.InferInput<typeof SayMine>;

const person = v.nullable(identityId);
const change = v.variant('type', [
	v.strictObject({ type: v.literal('state'), state: v.picklist(PAGE_STATES) }),
	v.strictObject({ type: v.literal('steward'), person }),
	v.strictObject({ type: v.literal('deputy'), person }),
	v.strictObject({ type: v.literal('review'), at: v.nullable(day) }),
	v.strictObject({
		type: v.literal('topic'),
		topic: text(PAGE_LIMITS.topic),
		tags: v.pipe(v.array(text(PAGE_LIMITS.tag)), v.maxLength(PAGE_LIMITS.tags))
	}),
	v.strictObject({ type: v.literal('decision'), status: v.nullable(v.picklist(DECISION_STATUSES)) }),
	v.strictObject({
		type: v.literal('supersedes'),
		pages: v.pipe(v.array(boardId), v.maxLength(PAGE_LIMITS.supersedes))
	}),
	v.strictObject({ type: v.literal('label'), label: v.picklist(LABELS) }),
	/** It is given up for another page about the same problem. */
	v.strictObject({ type: v.literal('merge'), into: boardId }),
	/** And is a page of its own again. */
	v.strictObject({ type: v.literal('unmerge') })
]);

/** `POST …/changes`: by who sees to the page. `version`: of the view that they saw. */
export const ChangePage = v.strictObject({
	version: v.pipe(v.number(), v.integer(), v.minValue(0)),
	change
});
export type ChangePage = v.InferInput<typeof ChangePage>;

/** Another page, as far as the asker may know of it. */
export interface PageRef {
	readonly board: BoardId;
	readonly title: string;
}

/** A time it happened. What was said in a session that the asker may not know of is only a day. */
export interface ShownOccurrence {
	readonly id: OccurrenceId;
	readonly at: number;
	/** Empty: unknown, or names stay in the session. */
	readonly by: string;
	readonly session: { readonly id: SessionId; readonly title: string } | null;
	readonly group: string;
	readonly context: string;
	/** The asker may take it back. */
	readonly isMine: boolean;
}

/** Everything about a page, as the asker may know it. */
export interface PageView {
	readonly board: BoardId;
	readonly kind: BoardKind;
	/** For `ChangePage`; 0: nothing was ever said of it. */
	readonly version: number;
	readonly title: string;
	readonly session: SessionId;
	readonly sessionTitle: string;
	readonly community: CommunityId;
	/** `community`: the asker was not in the session, so they only read. */
	readonly by: 'session' | 'community';
	/** Who may read it. */
	readonly label: Label;
	readonly state: PageRecord['state'];
	readonly changes: readonly {
		readonly state: PageRecord['state'];
		readonly by: string;
		readonly at: number;
	}[];
	readonly steward: string | null;
	readonly deputy: string | null;
	readonly reviewAt: number | null;
	readonly isOverdue: boolean;
	readonly topic: string;
	readonly tags: readonly string[];
	readonly decision: PageRecord['decision'];
	readonly supersedes: readonly PageRef[];
	readonly mergedInto: PageRef | null;
	readonly merged: readonly PageRef[];
	/** The latest first, those of pages that were given up for it among them. */
	readonly occurrences: readonly ShownOccurrence[];
	/** How often it happened, in all. */
	readonly occurred: number;
	/** How many people it worked for, and for how many it needs fixing. */
	readonly worked: number;
	readonly needsFixing: number;
	readonly mine: { readonly worked: boolean; readonly needsFixing: string | null };
	/** For who sees to the page: what people said, the latest first. */
	readonly said: readonly PageSaid[] | null;
	readonly may: {
		/** Whether the asker sees to the page. */
		readonly change: boolean;
		/** Whether they may say that it worked, needs fixing, or happened again. */
		readonly say: boolean;
	};
}

export interface PageSaid {
	readonly name: string;
	readonly at: number;
	readonly worked: boolean;
	readonly needsFixing: string | null;
}

/** Why a change did not come about, besides what `ApiRefusal` says. */
export interface PageNotChanged {
	readonly refusal: 'changed' | 'merged' | 'needs-consent';
	/** As it is now. */
	readonly latest: PageView;
}

/** Who may be asked to see to a page: people of its session, for its facilitators. */
export interface PageKeepers {
	readonly people: readonly { readonly id: IdentityId; readonly name: string }[];
}

import * as v from 'valibot';
import type { BoardId, CommunityId, SessionId } from '#model/ids.ts';
import type { PageState } from '#model/pages/page-record.ts';
import { LABELS, type Label } from '#model/session/label.ts';
import { LIMITS, type BoardKind } from '#model/session/session.ts';

/** What is asked and answered under `/api/communities`. */

/** `PUT /api/communities/<community>`: by somebody who facilitates one of its sessions. `version`: of what they saw. */
export const ChangeCommunity = v.strictObject({
	version: v.pipe(v.number(), v.integer(), v.minValue(0)),
	name: v.pipe(v.string(), v.trim(), v.maxLength(LIMITS.titleLength)),
	/** What a session has that begins from its home. */
	label: v.picklist(LABELS),
	terms: v.pipe(v.string(), v.trim(), v.maxLength(LIMITS.termsLength))
});
export type ChangeCommunity = v.InferOutput<typeof ChangeCommunity>;

/** A community that the asker is of. */
export interface MyCommunity {
	readonly id: CommunityId;
	/** Empty: nobody has given it one. */
	readonly name: string;
	/** How many of its sessions the asker knows of. */
	readonly sessions: number;
}

export interface LibrarySession {
	readonly id: SessionId;
	readonly title: string;
	readonly label: Label;
	/** When it was, or is to be; milliseconds since the epoch. */
	readonly at: number;
	readonly isOver: boolean;
	/** The asker is in it, and can open it. */
	readonly isIn: boolean;
}

export interface LibraryPage {
	readonly board: BoardId;
	readonly kind: BoardKind;
	readonly title: string;
	readonly session: SessionId;
	readonly sessionTitle: string;
	/** `community`: the asker reads it as plain HTML (`address.reading`). */
	readonly by: 'session' | 'community';
	readonly label: Label;
	readonly state: PageState;
	readonly topic: string;
	readonly tags: readonly string[];
	readonly steward: string | null;
	readonly reviewAt: number | null;
	readonly isOverdue: boolean;
	readonly occurred: number;
	readonly worked: number;
	readonly needsFixing: number;
	/** When somebody last said that it worked; `null`: nobody did. */
	readonly lastWorked: number | null;
	/** The asker is its steward or deputy. */
	readonly isMine: boolean;
}

/** A community, as far as the asker may know of it. */
export interface Library {
	readonly id: CommunityId;
	/** For `ChangeCommunity`. */
	readonly version: number;
	readonly name: string;
	readonly label: Label;
	readonly terms: string;
	/** Whether the asker may change name, label and terms. */
	readonly mayChange: boolean;
	/** Those to come and going on first, then the latest. */
	readonly sessions: readonly LibrarySession[];
	/** In the order of their titles; without those that were given up for others. */
	readonly pages: readonly LibraryPage[];
}

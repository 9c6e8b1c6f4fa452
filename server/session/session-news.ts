import type { BallotId, IdentityId, SessionId } from '#model/ids.ts';
import type { Member, Session } from '#model/session/session.ts';
import type { VersionedSession } from '#protocol/session.ts';

/** Hears of every change of a session, whichever node made it, after it is stored. */
export interface SessionListener {
	/** Versions only grow; some may be passed over. */
	sessionChanged(after: VersionedSession, before: VersionedSession): void;
	memberChanged(session: Session, after: Member, before: Member | null): void;
	memberRemoved(session: Session, identity: IdentityId): void;
	/** Somebody began or ceased to wait at the door, or was put out: read who. */
	doorChanged?(session: SessionId): void;
	/** Something changed that is this person's alone, or with `null` perhaps anybody's: read what. */
	privateChanged?(session: SessionId, identity: IdentityId | null): void;
	/** Somebody voted: read how it stands. */
	ballotChanged?(session: SessionId, ballot: BallotId): void;
	/** After something may have been missed, and what was found to have changed was told: these are the members. */
	membersRead?(session: Session, members: ReadonlyMap<IdentityId, Member>): void;
}

/** Hears of what this node changed only. */
export interface OwnListener extends Omit<SessionListener, 'membersRead' | 'doorChanged' | 'privateChanged'> {
	doorChanged(session: SessionId): void;
	privateChanged(session: SessionId, identity: IdentityId | null): void;
	/** The store did not say whether it took a change. */
	inDoubt(session: SessionId): void;
}

/** Who hears of changes. */
export class SessionNews {
	readonly #listeners = new Set<SessionListener>();
	readonly #ownListeners = new Set<OwnListener>();
	/** Tells what another node changed. */
	readonly others: Required<SessionListener>;
	/** Tells what this node changed. */
	readonly own: Required<OwnListener>;

	constructor() {
		const all = this.#listeners;
		const here = this.#ownListeners;
		this.others = {
			sessionChanged: (after, before) => all.forEach((it) => it.sessionChanged(after, before)),
			memberChanged: (session, after, before) =>
				all.forEach((it) => it.memberChanged(session, after, before)),
			memberRemoved: (session, id) => all.forEach((it) => it.memberRemoved(session, id)),
			doorChanged: (session) => all.forEach((it) => it.doorChanged?.(session)),
			privateChanged: (session, id) => all.forEach((it) => it.privateChanged?.(session, id)),
			ballotChanged: (session, id) => all.forEach((it) => it.ballotChanged?.(session, id)),
			membersRead: (session, members) => all.forEach((it) => it.membersRead?.(session, members))
		};
		this.own = {
			sessionChanged: (after, before) => {
				this.others.sessionChanged(after, before);
				here.forEach((it) => it.sessionChanged(after, before));
			},
			memberChanged: (session, after, before) => {
				this.others.memberChanged(session, after, before);
				here.forEach((it) => it.memberChanged(session, after, before));
			},
			memberRemoved: (session, id) => {
				this.others.memberRemoved(session, id);
				here.forEach((it) => it.memberRemoved(session, id));
			},
			doorChanged: (session) => {
				this.others.doorChanged(session);
				here.forEach((it) => it.doorChanged(session));
			},
			privateChanged: (session, id) => {
				this.others.privateChanged(session, id);
				here.forEach((it) => it.privateChanged(session, id));
			},
			ballotChanged: (session, id) => {
				this.others.ballotChanged(session, id);
				here.forEach((it) => it.ballotChanged?.(session, id));
			},
			inDoubt: (session) => here.forEach((it) => it.inDoubt(session))
		};
	}

	listen(listener: SessionListener): void {
		this.#listeners.add(listener);
	}

	/** For whoever tells other nodes: only what this node changed. */
	listenToOwn(listener: OwnListener): void {
		this.#ownListeners.add(listener);
	}
}

import type { OpenDocument } from '$lib/sync/open-document.ts';
import type { BallotId, BoardId, IdentityId, ReadyCheckId } from '#model/ids.ts';
import type { Marks } from '#model/problem/ballots/marks.ts';
import type { Tally } from '#model/problem/ballots/tally.ts';
import type { CardAuthor, CardId } from '#model/problem/card.ts';
import type { CardOwner } from '#model/problem/card-details.ts';
import type { Participant } from '#model/problem/engine.ts';
import type { Run } from '#model/problem/run.ts';
import type { WritingNews } from '#model/problem/writing.ts';
import type { ProblemCommand } from '#model/session/commands/problem.ts';
import type { HarvestCommand } from '#model/session/commands/harvests.ts';
import type { RoundCommand } from '#model/session/commands/rounds.ts';
import type { BoardKind, Role, Session } from '#model/session/session.ts';
import type { MethodShelf } from './own-methods/shelf.ts';

/** What the groups of a method are made and ended by, beside the method's own commands. */
type SteeringCommand =
	| ProblemCommand
	| Extract<
			RoundCommand,
			{
				type: 'open-round' | 'open-choosing' | 'assign' | 'reopen-round' | 'close-round' | 'set-group-host';
			}
	  >
	| Extract<HarvestCommand, { type: 'harvest' }>;

export type Ground = Pick<Session, 'boards' | 'rounds' | 'runs' | 'harvests'>;

export interface Person extends CardAuthor {
	readonly id: IdentityId;
	/** Whether they are in the session now. */
	readonly isHere: boolean;
	readonly role: Role;
	/** The phase that they said to be done with. */
	readonly ready: ReadyCheckId | null;
}

/** What a problem board is told of its session, and asks of it, by whoever opens it. */
export interface BoardSession {
	readonly board: BoardId;
	readonly title: string;
	/** What runs on this board; `null`: it is open. */
	readonly run: Run | null;
	/** What decides who writes here: what runs, and while a group is called back to the board of all its phase as it was. */
	readonly rules: Run | null;
	/** What runs here or did, for the words: the board of a group keeps its lanes when the next phase has begun. */
	readonly behind: Run | null;
	/** This person, as a phase sees them. */
	readonly who: Participant;
	/** Whose case it is on this board, in a phase that has one; `null`: nobody was named yet. */
	readonly holder: IdentityId | null;
	/** Whether this person may run methods on the session's boards. */
	readonly facilitates: boolean;
	/** Whether this person may have the page made of what the run leaves. */
	readonly mayWriteUp: boolean;
	/** Who may have something to do, by name. */
	readonly people: readonly Person[];
	/** The session's other boards. */
	readonly boards: readonly { readonly id: BoardId; readonly kind: BoardKind; readonly title: string }[];
	/** What of the session's record breakout groups are decided by. */
	readonly ground: Ground;
	/** Where the session's groups are arranged. */
	readonly groupsAddress: string;
	/** Server time, milliseconds since the epoch; it moves on while somebody looks. */
	readonly now: number;
	/** Where a board is, or one shape of it. */
	addressOf(board: BoardId, shape: string | null): string;
	/** Where to find the session in which this action is followed now; `null`: it is followed here. */
	goesOn(card: CardId): string | null;
	/** Where a card of this board is. */
	cardAddress(card: CardId): string;
	/** Opens another board in this tab. */
	goTo(board: BoardId): void;
	/** Whether it was carried out; a refusal has been said. */
	give(command: SteeringCommand): Promise<boolean>;
	/** How much has been written alone, as far as this person is told; `null`: nothing is told at the moment. */
	writing(): Promise<WritingNews | null>;
	/** What this person writes alone; `null` where it is not to be had. */
	openSheet(): Promise<OpenDocument | null>;
	/** Moves a card of that sheet to the board of all; whether it went, what hinders it has been said. */
	showCard(card: CardId): Promise<boolean>;
	/** Says which phase this person is done with; `null`: none. */
	sayReady(check: ReadyCheckId | null): void;
	/** Whether the vote is in. */
	cast(ballot: BallotId, marks: Marks): Promise<boolean>;
	/** What this person had put down; `null`: nothing, or it is not known any more. */
	voteOn(ballot: BallotId): Promise<Marks | null>;
	/** The methods that the session's people made; rejects when the program for it cannot be fetched. */
	methods(): Promise<MethodShelf>;
	/** How an open vote stands, as far as this person is told. */
	standing(ballot: BallotId): { readonly voters: number; readonly tallies: readonly Tally[] | null } | null;
}

/** What cards ask about the session. */
export class Neighbourhood {
	readonly session: BoardSession;

	constructor(session: BoardSession) {
		this.session = session;
	}

	/** The owner as they are called now, or were when they said yes. */
	person({ id, name }: CardOwner): CardAuthor {
		return this.session.people.find((person) => person.id === id) ?? { name, color: 'none' };
	}

	addressOf(board: BoardId, shape: string | null): string {
		return this.session.addressOf(board, shape);
	}

	goesOn(card: CardId): string | null {
		return this.session.goesOn(card);
	}

	boardTitle(board: BoardId): string {
		return this.session.boards.find(({ id }) => id === board)?.title ?? '';
	}
}

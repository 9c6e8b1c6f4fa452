import type { BallotId, BoardId } from '#model/ids.ts';
import type { Marks } from '#model/problem/ballots/marks.ts';
import type { CardId } from '#model/problem/card.ts';
import type {
	BallotNews,
	CastAnswer,
	MyVote,
	NotGiven,
	SheetAnswer,
	WritingAnswer
} from '#protocol/session.ts';
import type { SessionLine } from './session-line.ts';

/** It was never sent, or the answer was lost with the connection: a vote may have been taken all the same. */
type Unanswered = { readonly ok: false; readonly refusal: 'offline' };
type Answered<A> = Exclude<A, NotGiven> | NotGiven | Unanswered;

const ANSWER_WITHIN_MS = 10_000;
const UNANSWERED: Unanswered = { ok: false, refusal: 'offline' };

/** What this person has on problem boards for themselves alone: nobody else is told of it. */
export class OwnThings {
	readonly #socket: SessionLine['socket'];
	#news = $state.raw<ReadonlyMap<BallotId, BallotNews>>(new Map());

	constructor({ socket }: Pick<SessionLine, 'socket'>) {
		this.#socket = socket;
		socket.on('ballot', (news) => (this.#news = new Map(this.#news).set(news.ballot, news)));
	}

	/** The document of what they write alone for a board. */
	sheet(board: BoardId): Promise<Answered<SheetAnswer>> {
		return this.#ask<SheetAnswer>((socket) => socket.emitWithAck('my-sheet', board));
	}

	/** How much has been written alone, as far as this person is told. */
	writing(board: BoardId): Promise<Answered<WritingAnswer>> {
		return this.#ask<WritingAnswer>((socket) => socket.emitWithAck('writing', board));
	}

	/** Moves one card of theirs to the board of all, in a phase that shows them one by one. */
	showCard(board: BoardId, card: CardId): Promise<Answered<CastAnswer>> {
		return this.#ask<CastAnswer>((socket) => socket.emitWithAck('show-card', { board, card }));
	}

	/** Puts their marks down in the place of what they had; none takes the vote back. */
	cast(ballot: BallotId, marks: Marks): Promise<Answered<CastAnswer>> {
		return this.#ask<CastAnswer>((socket) => socket.emitWithAck('cast', { ballot, marks }));
	}

	/** What they put down, as long as that is known. */
	vote(ballot: BallotId): Promise<Answered<MyVote>> {
		return this.#ask<MyVote>((socket) => socket.emitWithAck('my-vote', ballot));
	}

	/** How it stands with an open ballot, as far as this person is told; `null`: nothing yet. */
	ballotNews(ballot: BallotId): BallotNews | null {
		return this.#news.get(ballot) ?? null;
	}

	async #ask<A>(
		ask: (socket: ReturnType<SessionLine['socket']['timeout']>) => Promise<unknown>
	): Promise<Answered<A>> {
		if (!this.#socket.connected) return UNANSWERED;
		try {
			return (await ask(this.#socket.timeout(ANSWER_WITHIN_MS))) as Answered<A>;
		} catch {
			return UNANSWERED;
		}
	}
}

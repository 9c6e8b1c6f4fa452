import {
	createId,
	type BoardId,
	type GroupId,
	type IdentityId,
	type RoundId,
	type SessionId
} from '#model/ids.ts';
import type { AnyCommand } from '#model/session/commands.ts';
import type { Board } from '#model/session/session.ts';
import { HttpClient } from '../../support/client.ts';
import { SessionSocket } from '../../support/session-socket.ts';
import type { Address } from '../generator/client.ts';
import { inParallel } from '../subjects/our-rooms.ts';
import { giveAll, SessionClient } from './session-client.ts';

/** How large a session is to be. */
export interface Gathering {
	/** With the facilitator, who is the first. */
	readonly members: number;
	/** Whiteboards beside those that every session begins with. */
	readonly boards: number;
	/** Rounds of groups that have been, with everybody in them. */
	readonly rounds: number;
}

/** Somebody of it, without a screen. */
export interface Person {
	readonly id: IdentityId;
	readonly http: HttpClient;
}

/** A session of ours, with everybody a member and nobody there yet. */
export class Gathered {
	readonly origin: string;
	readonly session: SessionId;
	readonly code: string;
	readonly people: readonly Person[];
	readonly boards: readonly Board[];
	/** The whiteboards that were asked for. */
	readonly more: readonly BoardId[];

	private constructor(origin: string, of: Pick<Gathered, 'session' | 'code' | 'people' | 'boards' | 'more'>) {
		this.origin = origin;
		this.session = of.session;
		this.code = of.code;
		this.people = of.people;
		this.boards = of.boards;
		this.more = of.more;
	}

	static async make(origin: string, { members, boards, rounds }: Gathering): Promise<Gathered> {
		const facilitator = new HttpClient(origin);
		const { session, me } = await facilitator.start('A session of many', 'Fay');
		const others = await inParallel(members - 1, 8, async (index) => {
			const http = new HttpClient(origin);
			await http.join(session.code, nameOf(index));
			return http;
		});
		const idOf = await identities(facilitator, session.id);
		const more = Array.from({ length: boards }, () => createId<BoardId>());
		const gathered = new Gathered(origin, {
			session: session.id,
			code: session.code,
			people: [
				{ http: facilitator, id: me.id },
				...others.map((http, index) => ({ http, id: idOf.get(nameOf(index))! }))
			],
			boards: session.boards,
			more
		});
		await gathered.command(
			more.map((board, index) => ({
				type: 'add-board',
				board,
				kind: 'whiteboard',
				title: `Board ${index + 1}`
			}))
		);
		for (let round = 1; round <= rounds; round += 1) await gathered.command(gathered.#pastRound(round));
		return gathered;
	}

	/** Where each member reaches the session. */
	get sockets(): Address[] {
		return this.people.map(({ http }) => this.socket(http));
	}

	socket({ cookie }: HttpClient): Address {
		return {
			url: `${this.#webSocket}/socket.io/?EIO=4&transport=websocket`,
			headers: { cookie, origin: this.origin },
			document: this.session,
			dialect: 'y-websocket'
		};
	}

	document({ cookie }: HttpClient, board: BoardId): Address {
		return {
			url: `${this.#webSocket}/sync/${board}?ack=1`,
			headers: { cookie },
			document: board,
			dialect: 'y-websocket'
		};
	}

	board(kind: Board['kind']): BoardId {
		return this.boards.find((board) => board.kind === kind)!.id;
	}

	/** The record with its version, as the API tells it. */
	async recordBytes(): Promise<number> {
		return JSON.stringify(await this.people[0]!.http.session(this.session)).length;
	}

	/** By the facilitator, on a socket of their own, since a socket may give only so many in a minute. */
	async command(commands: readonly AnyCommand[]): Promise<void> {
		if (commands.length === 0) return;
		const socket = await SessionClient.join(this.socket(this.people[0]!.http));
		await giveAll(socket, commands);
		socket.close();
	}

	get #webSocket(): string {
		return this.origin.replace('http', 'ws');
	}

	#pastRound(number: number): AnyCommand[] {
		const round = createId<RoundId>();
		const members = this.people.slice(1).map(({ id }) => id);
		const groups = Array.from({ length: Math.ceil(members.length / PEOPLE_A_GROUP) }, (_, index) => ({
			id: createId<GroupId>(),
			name: `Group ${index + 1}`,
			board: null
		}));
		return [
			{ type: 'plan-round', round, title: `Round ${number}`, groups },
			{ type: 'assign', round, members, how: { by: 'chance', seed: number } },
			{ type: 'open-round', round, lengthMs: null, then: 'ask' },
			{ type: 'close-round', round }
		];
	}
}

const PEOPLE_A_GROUP = 20;
const nameOf = (index: number): string => `Member ${index + 1}`;

/** Everybody's, by name: a member learns only their own from the API. */
async function identities(
	{ origin, cookie }: HttpClient,
	session: SessionId
): Promise<ReadonlyMap<string, IdentityId>> {
	const tab = await SessionSocket.open(origin, cookie, session);
	const { members } = await tab.wait('welcome');
	tab.close();
	return new Map(members.map(({ id, name }) => [name, id]));
}

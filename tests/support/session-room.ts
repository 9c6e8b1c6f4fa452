import {
	createId,
	type BoardId,
	type GroupId,
	type IdentityId,
	type RoundId,
	type SessionId
} from '#model/ids.ts';
import type { AnyCommand } from '#model/session/commands.ts';
import type { NewGroup } from '#model/session/commands/rounds.ts';
import type { VersionedSession } from '#protocol/session.ts';
import { HttpClient, openSession } from './client.ts';
import { RawClient } from './raw-client.ts';
import { SessionSocket } from './session-socket.ts';

/** Somebody in a session, with one tab. */
export interface Participant {
	readonly id: IdentityId;
	readonly http: HttpClient;
	readonly tab: SessionSocket;
}

/** A session with a facilitator, to which others come; closes all that it opened. */
export class SessionRoom {
	readonly id: SessionId;
	readonly code: string;
	readonly fay: Participant;
	readonly whiteboard: BoardId;
	readonly #open: { close(): void }[] = [];

	private constructor(
		id: SessionId,
		{ code, whiteboard, fay }: { code: string; whiteboard: BoardId; fay: Participant }
	) {
		this.id = id;
		this.code = code;
		this.whiteboard = whiteboard;
		this.fay = fay;
		this.#open.push(fay.tab);
	}

	static async open(origin: string): Promise<SessionRoom> {
		const { client: http, state, whiteboard } = await openSession(origin);
		const { id, code } = state.session;
		const tab = await SessionSocket.open(origin, http.cookie, id);
		return new SessionRoom(id, { code, whiteboard, fay: { id: state.me.id, http, tab } });
	}

	/** The same session, with another of its facilitator's tabs: after a restart, say. */
	async again(http: HttpClient): Promise<SessionRoom> {
		const tab = await SessionSocket.open(http.origin, http.cookie, this.id);
		const { id, code, whiteboard, fay } = this;
		return new SessionRoom(id, { code, whiteboard, fay: { id: fay.id, http, tab } });
	}

	/** Somebody joins by the code, on this node. */
	async join(origin: string, name: string): Promise<Participant> {
		const http = new HttpClient(origin);
		await http.join(this.code, name);
		const tab = await this.tab(http);
		return { id: tab.all('welcome')[0]!.me.id, http, tab };
	}

	/** Another tab of somebody who has joined. */
	async tab(http: HttpClient): Promise<SessionSocket> {
		const tab = await SessionSocket.open(http.origin, http.cookie, this.id);
		this.#open.push(tab);
		return tab;
	}

	/** A connection to one board's document; it may be refused with a code. */
	async sync(http: HttpClient, board: BoardId): Promise<RawClient> {
		const url = `${http.origin.replace('http', 'ws')}/sync/${board}?ack=1`;
		const client = await RawClient.open(url, { cookie: http.cookie, origin: http.origin });
		this.#open.push(client);
		return client;
	}

	/** Gives commands that must be carried out, in order. */
	async give(...commands: AnyCommand[]): Promise<void> {
		for (const command of commands) {
			const answer = await this.fay.tab.give(command);
			if (!answer.ok) throw new Error(`${command.type}: ${answer.refusal}`);
		}
	}

	/** What somebody is told of the record once it is so. */
	async until(
		{ tab }: Pick<Participant, 'tab'>,
		passes: (session: VersionedSession['session']) => boolean
	): Promise<VersionedSession['session']> {
		const first = tab.all('welcome').at(-1)!.session;
		if (passes(first)) return first;
		return (await tab.wait('session', ({ session }) => passes(session))).session;
	}

	close(): void {
		for (const one of this.#open) one.close();
	}
}

/** A round of so many groups with a whiteboard each, as a facilitator plans it. */
export function plannedRound(groups: number, like: BoardId | null = null) {
	const round = createId<RoundId>();
	const made: NewGroup[] = Array.from({ length: groups }, (_, index) => ({
		id: createId<GroupId>(),
		name: `Group ${index + 1}`,
		board: { id: createId<BoardId>(), kind: 'whiteboard', title: `Board ${index + 1}`, like }
	}));
	return {
		round,
		groups: made.map(({ id, board }) => ({ id, board: board!.id })),
		plan: { type: 'plan-round', round, title: 'Round', groups: made } satisfies AnyCommand
	};
}

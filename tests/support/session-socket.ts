import { once } from 'node:events';
import { io, type Socket } from 'socket.io-client';
import type { SessionId } from '#model/ids.ts';
import type { IdentityId } from '#model/ids.ts';
import type { AnyCommand } from '#model/session/commands.ts';
import type { Member } from '#model/session/session.ts';
import type { ClientEvents, CommandAnswer, PeopleNews, Present, ServerEvents } from '#protocol/session.ts';
import { waitFor } from './wait-for.ts';

/** What was told, and what news of people holds, one by one. */
interface Events extends ServerEvents {
	member: (member: Member) => void;
	present: (present: Present) => void;
	left: (member: IdentityId) => void;
}
type Told = {
	readonly [E in keyof Events]: { readonly event: E; readonly data: Parameters<Events[E]>[0] };
}[keyof Events];
type Data<E extends keyof Events> = Parameters<Events[E]>[0];

/** One tab's socket, which remembers all that it was told. */
export class SessionSocket {
	readonly socket: Socket<ServerEvents, ClientEvents>;
	readonly told: Told[] = [];

	constructor(
		origin: string,
		cookie: string,
		session: unknown,
		headers: Record<string, string> = { origin },
		ticket?: string
	) {
		this.socket = io(origin, {
			transports: ['websocket'],
			auth: { session, ...(ticket !== undefined && { ticket }) },
			extraHeaders: { ...(cookie === '' ? {} : { cookie }), ...headers },
			reconnection: false,
			forceNew: true
		});
		this.socket.onAny((event: string, data: unknown) => {
			this.told.push({ event, data } as Told);
			if (event === 'people') this.told.push(...oneByOne(data as PeopleNews));
		});
	}

	/** Connected and welcomed. */
	static async open(origin: string, cookie: string, session: SessionId): Promise<SessionSocket> {
		const tab = new SessionSocket(origin, cookie, session);
		await tab.wait('welcome');
		return tab;
	}

	/** The first of these events, told already or to come, that passes the test. */
	async wait<E extends keyof Events>(
		event: E,
		passes: (data: Data<E>) => boolean = () => true,
		withinMs?: number
	): Promise<Data<E>> {
		const found = (): Data<E> | undefined => this.all(event).find(passes);
		const isTold = () => this.told.some((told) => told.event === event && passes(told.data));
		await waitFor(isTold, event, withinMs);
		return found();
	}

	all<E extends keyof Events>(event: E): Data<E>[] {
		return this.told.filter((told) => told.event === event).map(({ data }) => data as Data<E>);
	}

	give(command: AnyCommand): Promise<CommandAnswer> {
		return this.socket.timeout(20_000).emitWithAck('command', command);
	}

	/** The reason for which the server let go of it. */
	async disconnected(): Promise<string> {
		if (!this.socket.active && !this.socket.connected) return 'already';
		const [reason] = await once(this.socket as never, 'disconnect');
		return reason as string;
	}

	close(): void {
		this.socket.disconnect();
	}
}

/** What a refused handshake says. */
export async function refusedHandshake(tab: SessionSocket): Promise<string> {
	const [error] = (await once(tab.socket as never, 'connect_error')) as [Error];
	tab.close();
	return error.message;
}

function oneByOne({ members, present, left }: PeopleNews): Told[] {
	return [
		...members.map((data) => ({ event: 'member', data }) as const),
		...left.map((data) => ({ event: 'left', data }) as const),
		...present.map((data) => ({ event: 'present', data }) as const)
	];
}

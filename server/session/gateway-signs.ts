import * as v from 'valibot';
import type { IdentityId, SessionId } from '#model/ids.ts';
import type { Role } from '#model/session/session.ts';
import { ParsedPlace, ParsedReaction, ParsedSignal } from '#protocol/session-parsers.ts';
import type { RateLimit } from '../access/rate-limit.ts';
import type { GatewaySocket } from './gateway-socket.ts';
import type { Roster } from './roster.ts';

export interface SignsParts {
	readonly roster: Pick<Roster, 'set' | 'signal' | 'signals'>;
	readonly limit: RateLimit;
	/** `null`: no member, as far as is known here. */
	readonly roleOf: (session: SessionId, identity: IdentityId) => Role | null;
	/** Server time, milliseconds since the epoch. */
	readonly now: () => number;
}

/** Takes what people show of themselves: where they are, their hand, a reaction. What is none of it is passed over. */
export function listenForSigns(socket: GatewaySocket, { roster, limit, roleOf, now }: SignsParts): void {
	const { session, identity } = socket.data;
	/** Before the welcome nobody was told about this tab; after a kick there is no such person. */
	const may = (): boolean => socket.rooms.has(session) && limit.take(socket.id) === 0;
	/** Onlookers are seen, and take no part. */
	const maySignal = (): boolean => may() && roleOf(session, identity) !== 'viewer';

	socket.on('place', (untrusted) => {
		const parsed = v.safeParse(ParsedPlace, untrusted);
		if (parsed.success && may()) roster.set(session, identity, socket.id, parsed.output);
	});

	socket.on('signal', (untrusted) => {
		const parsed = v.safeParse(ParsedSignal, untrusted);
		if (!parsed.success || !maySignal()) return;
		const before = roster.signals(session, identity);
		const at = now();
		const { hand, help, ready, done } = parsed.output;
		// A hand that stays up keeps its place in the order.
		const raised = (wanted: boolean, since: number | null): number | null => (wanted ? (since ?? at) : null);
		const signals = {
			...before,
			hand: raised(hand, before.hand),
			help: raised(help, before.help),
			ready,
			done
		};
		roster.signal(session, identity, signals, at);
	});

	socket.on('react', (untrusted) => {
		const parsed = v.safeParse(ParsedReaction, untrusted);
		if (!parsed.success || !maySignal()) return;
		const at = now();
		const reaction = { kind: parsed.output, at };
		roster.signal(session, identity, { ...roster.signals(session, identity), reaction }, at);
	});
}

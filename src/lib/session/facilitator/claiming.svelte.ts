import type { Claim } from '#model/session/claim.ts';
import type { SessionConnection } from '../session-connection.svelte.ts';

/** A facilitator who only reloads is back before anybody is asked. */
const OFFERED_AFTER_MS = 3_000;

/** How it stands with facilitating where no facilitator is here. */
export type Claiming =
	| { readonly at: 'nothing' }
	/** A member may claim it. */
	| { readonly at: 'offered' }
	| { readonly at: 'claimed'; readonly claim: Claim; readonly mine: boolean };

/** Call it while a component is made. */
export function watchClaiming(connection: SessionConnection): { readonly now: Claiming } {
	// Without a connection nobody knows who is here.
	const alone = $derived(
		connection.link.at === 'connected' &&
			!connection.roster.some(({ member, present }) => member.role === 'facilitator' && present !== null)
	);
	let offered = $state(false);
	$effect(() => {
		if (!alone) return;
		const offering = setTimeout(() => (offered = true), OFFERED_AFTER_MS);
		return () => {
			clearTimeout(offering);
			offered = false;
		};
	});
	const now = $derived.by((): Claiming => {
		const { session, me } = connection;
		if (session === null || me === null || session.ended !== null) return { at: 'nothing' };
		const { claim } = session;
		if (claim !== null) return { at: 'claimed', claim, mine: claim.by === me.id };
		return { at: offered && me.role === 'member' ? 'offered' : 'nothing' };
	});
	return {
		get now() {
			return now;
		}
	};
}

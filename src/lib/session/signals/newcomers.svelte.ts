import { untrack } from 'svelte';
import type { IdentityId } from '#model/ids.ts';
import type { Returning } from '#protocol/api.ts';
import { fetchJson } from '$lib/sync/fetch-json.ts';
import type { SessionConnection } from '../session-connection.svelte.ts';
import { newcomersAmong } from './newcomers.ts';

/** Nobody is new to the quarter of a second: of hundreds of people, it is asked now and then. */
const ASKED_EVERY_MS = 10_000;

/**
 * Who is new, for facilitators, and nobody for all others: who was there before is not told to them. Call it while a component
 * is made.
 */
export function watchNewcomers(connection: SessionConnection): { readonly ids: ReadonlySet<IdentityId> } {
	let earlier = $state.raw<ReadonlySet<IdentityId>>(new Set());
	let asked: ReadonlySet<IdentityId> = new Set();
	const lately = $derived(
		connection.facilitates ? Math.floor(connection.clock.ticking / ASKED_EVERY_MS) * ASKED_EVERY_MS : 0
	);
	const ids = $derived.by((): ReadonlySet<IdentityId> => {
		const { session } = connection;
		if (session === null || !connection.facilitates) return new Set();
		return newcomersAmong(connection.roster, session, earlier, lately);
	});

	async function ask(): Promise<void> {
		const people = connection.roster.map(({ member }) => member.id);
		if (people.every((id) => asked.has(id))) return;
		const answer = await fetchJson<Returning>(
			`/api/next-sessions/${connection.id}/returning`,
			connection.credentials
		);
		// Else it is asked again in a while.
		if (!answer.ok) return;
		asked = new Set(people);
		earlier = new Set(answer.value.returning);
	}

	$effect(() => {
		if (lately > 0 && connection.session?.continues != null && connection.link.at === 'connected')
			untrack(() => void ask());
	});

	return {
		get ids() {
			return ids;
		}
	};
}

import type { Peer } from '../presence.ts';

/** Of several tabs of one person, the one where they did something last. */
export function latestOf(peers: Iterable<Peer>, id: string): Peer | null {
	let last: Peer | null = null;
	for (const peer of peers) if (peer.id === id && (last === null || peer.movedAt > last.movedAt)) last = peer;
	return last;
}

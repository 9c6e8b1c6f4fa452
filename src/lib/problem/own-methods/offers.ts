import type { Method, MethodRef } from '#model/problem/method.ts';
import { findMethod, latestMethods } from '#model/problem/methods/registry.ts';
import type { OwnMethod } from '#protocol/methods.ts';
import type { MethodShelf, ShelfAnswer } from './shelf.ts';

/** What somebody chooses a method by. */
export interface MethodOffer extends Pick<OwnMethod, 'title' | 'purpose' | 'minutes' | 'people' | 'phases'> {
	readonly ref: MethodRef;
}

/** The methods that ship, the latest version of each. */
export function shippedOffers(): readonly MethodOffer[] {
	return latestMethods().map(({ id, version, title, purpose, minutes, people, phases }) => ({
		ref: { from: 'program', id, version },
		title,
		purpose,
		minutes,
		people,
		phases: phases.length
	}));
}

/** The session's own. */
export async function ownOffers(shelf: MethodShelf): Promise<ShelfAnswer<readonly MethodOffer[]>> {
	const answer = await shelf.list();
	if (!answer.ok) return answer;
	const value = answer.value.map(({ id, version, title, purpose, minutes, people, phases }) => ({
		ref: { from: 'session', id, version } as const,
		title,
		purpose,
		minutes,
		people,
		phases
	}));
	return { ok: true, value };
}

/** The whole of an offered method; `null`: it cannot be had at the moment. */
export async function offeredMethod(
	{ from, id, version }: MethodRef,
	shelf: MethodShelf
): Promise<Method | null> {
	if (from === 'program') return findMethod(id, version);
	const found = await shelf.find(id, version);
	return found.ok ? found.value : null;
}

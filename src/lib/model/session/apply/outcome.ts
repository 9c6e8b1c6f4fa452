import type { Actor, Command, Outcome, Refusal } from '../commands.ts';
import { LIMITS, type Session } from '../session.ts';

/** What one command makes of a session, or why nothing; whether somebody may give it at all was asked before. */
type Apply<C> = (session: Session, command: C, actor: Actor, now: number) => Outcome;

/** One function for each command of a family. */
export type Family<C extends Command> = { readonly [T in C['type']]: Apply<Extract<C, { type: T }>> };

export function accept(session: Session): Outcome {
	return { ok: true, session };
}

export function refuse(refusal: Refusal): Extract<Outcome, { ok: false }> {
	return { ok: false, refusal };
}

/** A title as it is kept: on one line, without space around it. `null` when nothing or too much is left. */
export function cleanTitle(typed: string): string | null {
	const title = typed.replace(/\s+/g, ' ').trim();
	return title.length === 0 || title.length > LIMITS.titleLength ? null : title;
}

/** `items` with `moved`, one of them, before another or, with `null`, at the end; `null` when there is no such other. */
export function moveBefore<T extends { readonly id: string }>(
	items: readonly T[],
	moved: T,
	before: string | null
): readonly T[] | null {
	if (before === moved.id) return items;
	const others = items.filter((item) => item !== moved);
	const at = before === null ? others.length : others.findIndex(({ id }) => id === before);
	return at === -1 ? null : [...others.slice(0, at), moved, ...others.slice(at)];
}

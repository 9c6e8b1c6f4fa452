import type { Session } from '#model/session/session.ts';
import type { ShownPerson } from './shown-person.ts';

/** Whether a board says who made what of the things on it; cursors and whoever speaks at this moment have names all the same. */
export type Authorship = 'shown' | 'hidden';

/** What a session's confidentiality label says about names. */
export type NamesRule = Pick<Session, 'namesStripped'>;

/**
 * What boards of a session may say about authors: the one place that decides. The colours of the Traffic Light Protocol say who
 * may read, and whoever has the board open is among those; the Chatham House rule says that nobody is told who said what.
 */
export function authorshipUnder({ namesStripped }: NamesRule): Authorship {
	return namesStripped ? 'hidden' : 'shown';
}

/** Somebody who is not to be named: all of them look alike. */
export function unnamed(name: string): ShownPerson {
	return { name, color: 'teal' };
}

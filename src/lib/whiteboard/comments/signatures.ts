import type { Claim, Thread } from '#model/whiteboard/comments/comments.ts';
import { t } from '$lib/messages/whiteboard-comments.ts';
import type { Editor } from '../editor.svelte.ts';
import { unnamed } from '../people/authorship.ts';
import { formerPerson, type PersonOf, type ShownPerson } from '../people/shown-person.ts';

type Signed = Pick<Claim, 'author' | 'name'>;

/** Whose a comment is, as it may be shown: by the name that they have now, or had then, or none. */
export function signerOf(
	{ author, name }: Signed,
	editor: Editor,
	personOf: PersonOf
): { readonly person: ShownPerson; readonly name: string } {
	const known = personOf(author) ?? formerPerson(author, name);
	const person = editor.authorship === 'hidden' || known.name === '' ? unnamed(t.somebody) : known;
	return { person, name: author !== '' && author === editor.me ? t.you : person.name };
}

/** The threads without what tells whose they are, for what leaves the session. */
export function unsigned(threads: readonly Thread[]): Thread[] {
	const strip = <T extends Signed>(signed: T): T => ({ ...signed, author: '', name: t.somebody });
	return threads.map((thread) => ({
		...thread,
		comments: thread.comments.map(strip),
		resolved: thread.resolved && strip(thread.resolved)
	}));
}

import { safeLink } from './links.ts';

/** What a run of text may be, besides plain. */
export const SWITCH_MARKS = ['bold', 'italic', 'underline', 'strike', 'highlight', 'code'] as const;
export type SwitchMark = (typeof SWITCH_MARKS)[number];
export type MarkName = SwitchMark | 'link';

export interface Marks {
	readonly on: readonly SwitchMark[];
	readonly link: string | null;
}

export const NO_MARKS: Marks = { on: [], link: null };

/** The marks among a Yjs run's attributes. Unknown ones stay in the document and are not shown; unsafe links are no links. */
export function readMarks(attributes: Readonly<Record<string, unknown>>): Marks {
	const on = SWITCH_MARKS.filter((name) => attributes[name] !== undefined && attributes[name] !== null);
	const link = attributes.link;
	const address = typeof link === 'object' && link !== null && 'href' in link ? safeLink(link.href) : null;
	return on.length === 0 && address === null ? NO_MARKS : { on, link: address };
}

/** A run's attributes as they are stored. The shape (`{}` for a switch) is the one that other Yjs editors use. */
export function storedMark(name: MarkName, link: string | null): object {
	return name === 'link' ? { href: link } : {};
}

/** All marks of a run as they are stored. */
export function storedMarks({ on, link }: Marks): Record<string, object> {
	const stored: Record<string, object> = {};
	for (const name of on) stored[name] = storedMark(name, null);
	if (link !== null) stored.link = storedMark('link', link);
	return stored;
}

/** Longer addresses are cut off by browsers and mail programs on the way. */
const MAX_LENGTH = 2_000;
/** What opens a page or a mail, and nothing that could run or read anything here (`javascript:`, `data:`, `file:`). */
const ABROAD = /^(?:https?:\/\/[^\s<>"'`\\]+|mailto:[^\s<>"'`\\]+)$/iu;
/** A place on this board, or on another of this site by its full address. */
const HERE = /^#[A-Za-z0-9_=&.,:~-]{1,200}$/u;

/** An address that may be followed from a shape, or `null`: anybody may have written anything. */
export function parseLink(value: unknown): string | null {
	if (typeof value !== 'string' || value.length > MAX_LENGTH) return null;
	return ABROAD.test(value) || HERE.test(value) ? value : null;
}

/** What a status region has to say after `before`, so that the same words a second time are read again: only what changes is. */
export function saidAnew(before: string, words: string): string {
	return before === words ? `${words}\u00A0` : words;
}

/** Words that are used of such problems instead of this one, as stems. */
export function relatedWords(stem: string): readonly string[] {
	return stem === '' ? [] : [];
}

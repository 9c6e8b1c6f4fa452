/** How well a text answers what somebody typed; `null` when it does not. Higher is better. */
export function fuzzyScore(query: string, text: string): number | null {
	const wanted = plain(query);
	const given = plain(text);
	if (wanted === '') return 0;
	const at = given.indexOf(wanted);
	if (at !== -1) return 1000 - at + (isWordStart(given, at) ? 500 : 0) - given.length / 100;
	return scattered(wanted, given);
}

/** The letters in their order, wherever they stand; those that begin words or follow each other count more. */
function scattered(wanted: string, given: string): number | null {
	let score = 0;
	let at = -1;
	for (const letter of wanted) {
		if (letter === ' ') continue;
		const next = nextOf(given, letter, at + 1);
		if (next === -1) return null;
		score += next === at + 1 ? 8 : isWordStart(given, next) ? 10 : 1;
		at = next;
	}
	// Half of the letters alone would be chance.
	return score >= wanted.length * 4 ? score : null;
}

/** The beginning of a word rather than the middle of one. */
function nextOf(given: string, letter: string, from: number): number {
	if (given[from] === letter) return from;
	for (let at = from; at < given.length; at += 1)
		if (given[at] === letter && isWordStart(given, at)) return at;
	return given.indexOf(letter, from);
}

function isWordStart(text: string, at: number): boolean {
	return at === 0 || text[at - 1] === ' ';
}

/** Without accents and capitals: who types them is a matter of keyboards. */
function plain(text: string): string {
	return text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}

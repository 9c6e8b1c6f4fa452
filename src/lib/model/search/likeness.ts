/**
 * How many letters have to be changed, added, left out or swapped with their neighbour to make one word of the other
 * (the restricted Damerau–Levenshtein distance: L. Boytsov, "Indexing methods for approximate dictionary searching", ACM
 * JEA 16 (2011)). Stops counting beyond `most`, and answers `most + 1`.
 */
export function editsBetween(a: string, b: string, most: number): number {
	if (Math.abs(a.length - b.length) > most) return most + 1;
	let [before, last]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		let least = i;
		for (let j = 1; j <= b.length; j++) {
			const same = a[i - 1] === b[j - 1];
			let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
				cost = Math.min(cost, before[j - 2]! + 1);
			row.push(cost);
			if (cost < least) least = cost;
		}
		if (least > most) return most + 1;
		[before, last] = [last, row];
	}
	return Math.min(last[b.length]!, most + 1);
}

/** How many slips a word of this length is believed to hold: short words are too like each other. */
export function slipsIn(length: number): 0 | 1 | 2 {
	if (length < 4) return 0;
	return length < 6 ? 1 : 2;
}

/** A word's groups of three letters, with marks for its ends, so that both ends count. */
export function trigramsOf(word: string): string[] {
	const marked = marks(word);
	return Array.from({ length: marked.length - 2 }, (_, at) => marked.slice(at, at + 3));
}

/** A word as its trigrams are made of it. */
export function marks(word: string): string {
	return `_${word}_`;
}

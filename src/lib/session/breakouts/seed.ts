/** What goes by chance is drawn alike here and at the server: from a number that whoever asks has drawn. */
export function newSeed(): number {
	return crypto.getRandomValues(new Uint32Array(1))[0]!;
}

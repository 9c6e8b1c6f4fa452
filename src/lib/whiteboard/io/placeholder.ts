/** Stands for the hash of an image until that is stored. */
export function placeholder(number: number): string {
	return number.toString(16).padStart(64, '0');
}

/** The bytes of a text with one in each character; of characters that are more than a byte, the lower one. */
export function bytesOfCharacters(text: string): Uint8Array<ArrayBuffer> {
	return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** In pieces: a call takes only so many arguments. */
const AT_ONCE = 8_192;

/** A byte in each character. (TextDecoder's "latin1" has other characters for some bytes.) */
export function charactersOf(bytes: Uint8Array): string {
	let text = '';
	for (let at = 0; at < bytes.length; at += AT_ONCE)
		text += String.fromCharCode(...bytes.subarray(at, at + AT_ONCE));
	return text;
}

export function bytesOfBase64(base64: string): Uint8Array<ArrayBuffer> | null {
	try {
		return bytesOfCharacters(atob(base64));
	} catch {
		return null;
	}
}

export function base64Of(bytes: Uint8Array): string {
	return btoa(charactersOf(bytes));
}

export function bytesOfBase64(base64: string): Uint8Array<ArrayBuffer> | null {
	try {
		return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
	} catch {
		return null;
	}
}

/** In pieces: a call takes only so many arguments. */
const AT_ONCE = 8_192;

export function base64Of(bytes: Uint8Array): string {
	let binary = '';
	for (let at = 0; at < bytes.length; at += AT_ONCE)
		binary += String.fromCharCode(...bytes.subarray(at, at + AT_ONCE));
	return btoa(binary);
}

import { base64Of, bytesOfBase64 } from './base64.ts';

/** What a browser can show, and what the server takes. */
const IMAGE_DATA =
	/^data:(image\/(?:png|jpeg|webp|gif|avif|svg\+xml))(?:;[\w=-]+)*;base64,([A-Za-z0-9+/=\s]+)$/;
const MAX_IMAGE_CHARACTERS = 28_000_000;

/** The bytes of an image in a `data:` URL; `null` for anything else. */
export function imageOfDataUrl(url: unknown): Blob | null {
	if (typeof url !== 'string' || url.length > MAX_IMAGE_CHARACTERS) return null;
	const match = IMAGE_DATA.exec(url);
	if (match === null) return null;
	const bytes = bytesOfBase64(match[2]!.replace(/\s/gu, ''));
	return bytes === null ? null : new Blob([bytes], { type: match[1]! });
}

export async function dataUrlOf(blob: Blob): Promise<string> {
	return `data:${blob.type};base64,${base64Of(new Uint8Array(await blob.arrayBuffer()))}`;
}

/** As JSON files carry their images: by hash, as `data:` URLs. */
export async function dataUrlsOf(images: ReadonlyMap<string, Blob>): Promise<Record<string, string>> {
	const urls = await Promise.all(
		[...images].map(async ([hash, blob]) => [hash, await dataUrlOf(blob)] as const)
	);
	return Object.fromEntries(urls);
}

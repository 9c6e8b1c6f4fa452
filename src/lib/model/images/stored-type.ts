import { IMAGE_TYPES, sniffImage, type ImageType } from './sniff.ts';

/** Of a file that somebody put on a page, whatever it is: nobody's browser shows it. */
export const FILE_TYPE = 'application/octet-stream';

/** What the server keeps for boards: pictures, and documents and files, which it only ever hands out to be saved. */
export const STORED_TYPES = [...IMAGE_TYPES, 'application/pdf', FILE_TYPE] as const;
export type StoredType = ImageType | 'application/pdf' | typeof FILE_TYPE;

const PDF = [...'%PDF-'].map((letter) => letter.charCodeAt(0));

/** By its first bytes (ISO 32000-2, 7.5.2); what has something before them is not taken, though some programs read it. */
export function isPdf(bytes: Uint8Array): boolean {
	return PDF.every((byte, index) => bytes[index] === byte);
}

/** Tells by its bytes what was sent, and of a picture its size in pixels; `null`: nothing that is kept. */
export function sniffStored(
	bytes: Uint8Array
): { readonly type: StoredType; readonly width: number; readonly height: number } | null {
	return isPdf(bytes) ? { type: 'application/pdf', width: 0, height: 0 } : sniffImage(bytes);
}

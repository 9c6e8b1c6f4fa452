import { storeLooks, storeShape } from '#model/whiteboard/shapes/registry.ts';
import type { Copied } from '../copies.ts';
import { base64Of } from './base64.ts';

/**
 * A board, or a part of one, as JSON. ARCHITECTURE.md says what is in it; in short: each shape's two entries as they lie in
 * the document, with bytes as `{ "base64": … }`, its text, and the images that it shows.
 */
export const OWN_TYPE = 'commonplace-board';
export const OWN_VERSION = 1;

export interface OwnFile {
	readonly type: typeof OWN_TYPE;
	readonly version: typeof OWN_VERSION;
	readonly title: string;
	readonly shapes: readonly OwnShape[];
	readonly images: Readonly<Record<string, string>>;
	/** Entries by key, as they lie in the document. */
	readonly comments?: Readonly<Record<string, unknown>>;
	/** On the clipboard, which has no images: the document that has them. */
	readonly document?: string;
}

export interface OwnShape {
	readonly id: string;
	readonly geometry: unknown;
	readonly style: unknown;
	readonly text?: string;
}

/** The pieces from the bottom up, with the images that they show, and what else is wanted. */
export function ownJson(
	pieces: readonly Copied[],
	title: string,
	images: OwnFile['images'] = {},
	more: Pick<OwnFile, 'document' | 'comments'> = {}
): string {
	const file: OwnFile = {
		type: OWN_TYPE,
		version: OWN_VERSION,
		title,
		shapes: pieces.map(({ shape, text }) => ({
			id: shape.id,
			geometry: storeShape({ ...shape, author: '' }),
			style: storeLooks(shape),
			...(text === '' ? {} : { text })
		})),
		images,
		...more
	};
	return JSON.stringify(file, (_key, value: unknown) =>
		value instanceof Uint8Array ? { base64: base64Of(value) } : value
	);
}

import * as v from 'valibot';
import { bytesOfBase64, bytesOfCharacters, charactersOf } from '../base64.ts';
import { inflated } from '../deflate.ts';
import { parseJson } from '../foreign.ts';
import { chunksOf, MAX_SOURCE_BYTES } from '../png-chunks.ts';

/**
 * The scene that Excalidraw puts into its pictures when it is asked to ("Embed scene"): in a PNG the text chunk of this
 * name, in an SVG a comment. It is JSON: the scene itself in old files, else a wrapping of it, whose `encoded` has a byte
 * in each character, packed with zlib or not.
 */
const NAME = 'application/vnd.excalidraw+json';

const wrapping = v.object({
	encoding: v.literal('bstring'),
	compressed: v.optional(v.boolean(), false),
	encoded: v.string()
});

/** The scene in a PNG, as JSON; `null` when there is none that can be read. */
export async function sceneInPng(png: Uint8Array<ArrayBuffer>): Promise<string | null> {
	for (const { type, data } of chunksOf(png)) {
		if (type !== 'tEXt') continue;
		// Keyword, a zero, and the text in Latin-1: characters are bytes (PNG 1.2, 4.2.3.1).
		const end = data.indexOf(0);
		if (end === -1 || charactersOf(data.subarray(0, end)) !== NAME) continue;
		const scene = await unwrapped(charactersOf(data.subarray(end + 1)));
		if (scene !== null) return scene;
	}
	return null;
}

const VERSION = /<!-- payload-version:(\d+) -->/;
const START = '<!-- payload-start -->';
const END = '<!-- payload-end -->';

/** The scene in an SVG, as JSON; `null` when there is none that can be read. */
export async function sceneInSvg(svg: string): Promise<string | null> {
	if (!svg.includes(`payload-type:${NAME}`)) return null;
	const [start, end] = [svg.indexOf(START), svg.indexOf(END)];
	if (start === -1 || end < start) return null;
	const bytes = bytesOfBase64(svg.slice(start + START.length, end).trim());
	if (bytes === null) return null;
	// The first version had the JSON in UTF-8; since then its characters are bytes.
	const isFirst = (VERSION.exec(svg)?.[1] ?? '1') === '1';
	return unwrapped(isFirst ? new TextDecoder().decode(bytes) : charactersOf(bytes));
}

async function unwrapped(json: string): Promise<string | null> {
	const parsed = parseJson(json);
	const result = v.safeParse(wrapping, parsed);
	if (!result.success) return typeof parsed === 'object' && parsed !== null ? json : null;
	const { compressed, encoded } = result.output;
	const bytes = bytesOfCharacters(encoded);
	try {
		return new TextDecoder().decode(compressed ? await inflated(bytes, MAX_SOURCE_BYTES) : bytes);
	} catch {
		// Cut off or changed since: then it is a picture like any other.
		return null;
	}
}

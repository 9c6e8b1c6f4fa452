import { type Reading, refused } from './drawing.ts';
import { isExcalidraw, readExcalidraw } from './excalidraw/file.ts';
import { sceneInPng, sceneInSvg } from './excalidraw/embedded.ts';
import { parseJson } from './foreign.ts';
import { isOwn, readOwnParsed } from './own-read.ts';
import { sourceIn } from './png-chunks.ts';
import type { Read, ReadingRequest } from './reading-parts.ts';
import { readSvg } from './svg/read.ts';
import { sourceInSvg } from './svg-source.ts';
import { isTldraw, readTldraw } from './tldraw/read.ts';

/** Reads a file, or what was pasted. What a picture has in it as its source is read rather than the picture. */
export async function readContent({ as, content }: ReadingRequest): Promise<Read> {
	if (as === 'png') return readPng(content);
	const text = typeof content === 'string' ? content : await content.text();
	if (as === 'drawing') return readDrawing(text);
	const source = sourceInSvg(text) ?? (await sceneInSvg(text));
	return source === null ? readSvg(text) : readDrawing(source);
}

async function readPng(content: Blob | string): Promise<Read> {
	if (typeof content === 'string') return null;
	const bytes = new Uint8Array(await content.arrayBuffer());
	const source = (await sourceIn(bytes)) ?? (await sceneInPng(bytes));
	return source === null ? null : readDrawing(source);
}

/** Reads a drawing from whichever program: files say themselves what they are, whatever they are called. */
export function readDrawing(json: string): Reading {
	const parsed = parseJson(json);
	if (parsed === undefined) return refused(json.trimStart().startsWith('{') ? 'broken' : 'not-a-drawing');
	if (isOwn(parsed)) return readOwnParsed(parsed);
	if (isExcalidraw(parsed)) return readExcalidraw(parsed);
	if (isTldraw(parsed)) return readTldraw(parsed);
	return refused('not-a-drawing');
}

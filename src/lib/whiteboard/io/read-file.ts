import { type Reading, refused } from './drawing.ts';
import { isExcalidraw, readExcalidraw } from './excalidraw/file.ts';
import { parseJson } from './foreign.ts';
import { isOwn, readOwnParsed } from './own-read.ts';
import { isTldraw, readTldraw } from './tldraw/read.ts';

/** Reads a drawing from whichever program: files say themselves what they are, whatever they are called. */
export function readDrawing(json: string): Reading {
	const parsed = parseJson(json);
	if (parsed === undefined) return refused(json.trimStart().startsWith('{') ? 'broken' : 'not-a-drawing');
	if (isOwn(parsed)) return readOwnParsed(parsed);
	if (isExcalidraw(parsed)) return readExcalidraw(parsed);
	if (isTldraw(parsed)) return readTldraw(parsed);
	return refused('not-a-drawing');
}

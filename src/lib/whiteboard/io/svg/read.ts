import { union } from '#model/whiteboard/geometry.ts';
import { createGroupId } from '#model/whiteboard/ids.ts';
import { Changes } from '../changes.ts';
import { imageOfDataUrl } from '../data-url.ts';
import { drawingOf, MAX_PIECES, type Reading, refused, shapeOf } from '../drawing.ts';
import { placeholder } from '../placeholder.ts';
import { mapped } from '../vector/matrix.ts';
import { readXml, type XmlElement } from './xml-reader.ts';
import { type Context, type Result, viewOf, withOwn } from './context.ts';
import { addOutline } from './outlines.ts';
import { addText } from './words.ts';

/** What is not drawn by itself, or not at all here. */
const UNSEEN = new Set(['defs', 'title', 'desc', 'metadata', 'symbol', 'script', 'namedview']);

const EFFECTS = ['filter', 'mask', 'clip-path'];

/** Reads what simple SVGs are made of: boxes, circles, lines, paths, text and images. */
export function readSvg(svg: string): Reading {
	const root = readXml(svg);
	if (root?.name !== 'svg') return refused('not-a-drawing');
	const result: Result = { pieces: [], images: new Map(), changes: new Changes() };
	walk(root, { matrix: viewOf(root), looks: {}, groups: [] }, result);
	return drawingOf(result.pieces.slice(0, MAX_PIECES + 1), result.changes, result.images);
}

function walk(element: XmlElement, outer: Context, result: Result): void {
	const { name, attributes } = element;
	if (UNSEEN.has(name) || result.pieces.length > MAX_PIECES) return;
	if (EFFECTS.some((effect) => attributes[effect]?.startsWith('url(') === true))
		result.changes.note('effects');
	const context = withOwn(element, outer);
	if (context.looks.display === 'none' || context.looks.visibility === 'hidden') return;
	switch (name) {
		case 'svg':
		case 'g':
		case 'a':
		case 'switch': {
			const children = element.children.filter((child) => typeof child !== 'string');
			const groups =
				name === 'g' && children.length > 1 ? [createGroupId(), ...context.groups] : context.groups;
			for (const child of children) walk(child, { ...context, groups }, result);
			return;
		}
		case 'text':
			return addText(element, context, result);
		case 'image':
			return addImage(element, context, result);
		case 'rect':
		case 'circle':
		case 'ellipse':
		case 'line':
		case 'polyline':
		case 'polygon':
		case 'path':
			return addOutline(element, context, result);
		case 'style':
		case 'use':
		case 'foreignObject':
			return result.changes.note(name === 'style' ? 'effects' : 'unknown');
	}
}

function addImage({ attributes }: XmlElement, context: Context, { pieces, images, changes }: Result): void {
	// Nothing is ever fetched for a drawing: only what is in the file is shown.
	const blob = imageOfDataUrl(attributes.href);
	if (blob === null) return changes.note('images');
	const n = (key: string): number => parseFloat(attributes[key] ?? '0') || 0;
	const corners = [
		{ x: n('x'), y: n('y') },
		{ x: n('x') + n('width'), y: n('y') + n('height') }
	].map((point) => ({ ...mapped(context.matrix, point), w: 0, h: 0 }));
	const box = union(corners)!;
	const hash = placeholder(images.size);
	images.set(hash, blob);
	const natural = { w: Math.max(1, Math.round(box.w)), h: Math.max(1, Math.round(box.h)) };
	const shape = shapeOf('image', { ...box, groups: context.groups, hash, mime: blob.type, natural, alt: '' });
	pieces.push({ shape, text: '' });
}

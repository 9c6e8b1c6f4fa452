import type { ShapeId } from '#model/whiteboard/ids.ts';
import { pointsOf } from '#model/whiteboard/shapes/line.ts';
import type { StampName } from '#model/whiteboard/shapes/stamp.ts';
import { TRIANGLE_CORNERS } from '#model/whiteboard/shapes/triangle.ts';
import { unreachable } from '#model/unreachable.ts';
import type { Copied } from '../../copies.ts';
import type { BoardTheme } from '../../render/board-theme.ts';
import { dataUrlOf } from '../data-url.ts';
import type { Drawing } from '../drawing.ts';
import { ownData, partOf } from './own-data.ts';
import { type Written, base, hex } from './written.ts';
import { lettering, floating, labelOf, cellsOf } from './write-words.ts';
import { linear, closedUp, arrowElement, inkElement } from './write-lines.ts';

const SYMBOLS: Readonly<Record<StampName, string>> = {
	tick: '✓',
	cross: '✗',
	heart: '♥',
	star: '★',
	up: '👍',
	down: '👎',
	question: '?',
	idea: '💡',
	warning: '⚠',
	flag: '⚑',
	one: '1',
	two: '2',
	three: '3'
};

/** The drawing as a scene of Excalidraw, in the colours of `theme`, which should be a light one. */
export async function writeExcalidraw(
	{ pieces, images }: Pick<Drawing, 'pieces' | 'images'>,
	theme: BoardTheme
): Promise<string> {
	const now = 1;
	const files = await Promise.all(
		[...images].map(
			async ([hash, blob]) =>
				[hash, { id: hash, mimeType: blob.type, dataURL: await dataUrlOf(blob), created: now }] as const
		)
	);
	const scene = {
		type: 'excalidraw',
		version: 2,
		source: 'https://excalidraw.com',
		elements: elementsOf(pieces, theme),
		appState: { gridSize: null, viewBackgroundColor: '#ffffff' },
		files: Object.fromEntries(files)
	};
	return `${JSON.stringify(scene, null, '\t')}\n`;
}

export function elementsOf(pieces: readonly Copied[], theme: BoardTheme): Written[] {
	const arrows = new Map<ShapeId, ShapeId[]>();
	for (const { shape } of pieces)
		if (shape.type === 'arrow')
			for (const end of [shape.start, shape.end])
				if (end !== null) arrows.set(end.shape, [...(arrows.get(end.shape) ?? []), shape.id]);
	return pieces.flatMap((piece) => {
		const [main, ...parts] = written(piece, theme);
		const bound = (arrows.get(piece.shape.id) ?? []).map((id) => ({ id, type: 'arrow' }));
		const labels = parts
			.filter(({ containerId }) => containerId === piece.shape.id)
			.map(({ id }) => ({ id, type: 'text' }));
		return [
			{ ...main!, boundElements: [...labels, ...bound], customData: ownData(piece) },
			...parts.map((part) => ({ ...part, customData: partOf(piece.shape.id) }))
		];
	});
}

/** The elements that a shape becomes; the first one carries its id. */
function written({ shape, text }: Copied, theme: BoardTheme): Written[] {
	const box = { ...base(shape, theme), x: shape.x, y: shape.y, width: shape.w, height: shape.h };
	switch (shape.type) {
		case 'rectangle':
		case 'ellipse':
		case 'diamond':
			return [
				{ ...box, type: shape.type, roundness: shape.type === 'rectangle' ? { type: 3 } : null },
				...labelOf(shape, text, theme)
			];
		case 'note': {
			const paper = hex(theme.note[shape.style.color]);
			const look = { strokeColor: 'transparent', backgroundColor: paper, fillStyle: 'solid' };
			return [
				{ ...box, ...look, type: 'rectangle', roundness: null },
				...labelOf(shape, text, theme, theme.noteInk)
			];
		}
		case 'link': {
			const look = { backgroundColor: 'transparent', link: shape.url };
			return [
				{ ...box, ...look, type: 'rectangle', roundness: { type: 3 } },
				...labelOf(shape, text === '' ? shape.url : text, theme)
			];
		}
		case 'text':
			return [{ ...box, type: 'text', ...lettering(shape, text), autoResize: shape.autoWidth }];
		case 'frame':
			return [{ ...box, type: 'frame', name: text === '' ? null : text }];
		case 'image':
			return [{ ...box, type: 'image', fileId: shape.hash, status: 'saved', scale: [1, 1], crop: null }];
		case 'line':
			return [
				{ ...base(shape, theme), ...linear(shape, closedUp(pointsOf(shape), shape.closed)), type: 'line' }
			];
		case 'triangle': {
			const corners = TRIANGLE_CORNERS.map(({ x, y }) => ({
				x: shape.x + x * shape.w,
				y: shape.y + y * shape.h
			}));
			const words = text === '' ? [] : [floating(shape, text, theme, `${shape.id}-text`)];
			return [{ ...base(shape, theme), ...linear(shape, closedUp(corners, true)), type: 'line' }, ...words];
		}
		case 'arrow':
			return [arrowElement(shape, theme), ...labelOf(shape, text, theme)];
		case 'pen':
		case 'highlighter':
			return [inkElement(shape, theme)];
		case 'stamp':
			return [
				{
					...box,
					type: 'text',
					...lettering(
						{ ...shape, style: { ...shape.style, fontSize: shape.h * 0.75 } },
						SYMBOLS[shape.stamp]
					)
				}
			];
		case 'table':
			return [{ ...box, type: 'rectangle', roundness: null }, ...cellsOf(shape, text, theme)];
		default:
			return unreachable(shape);
	}
}

import { centreOf, type Point } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { type ArrowShape, type Binding, wayOf } from '#model/whiteboard/shapes/arrow.ts';
import { pointsOf } from '#model/whiteboard/shapes/line.ts';
import { inkOf, type InkShape } from '#model/whiteboard/shapes/pen.ts';
import { type Shape } from '#model/whiteboard/shapes/registry.ts';
import type { StampName } from '#model/whiteboard/shapes/stamp.ts';
import { cellBox, type TableShape } from '#model/whiteboard/shapes/table.ts';
import { splitCells } from '#model/whiteboard/cell-texts.ts';
import { TRIANGLE_CORNERS } from '#model/whiteboard/shapes/triangle.ts';
import type { Style } from '#model/whiteboard/style.ts';
import { unreachable } from '#model/unreachable.ts';
import type { Copied } from '../../copies.ts';
import { type BoardTheme, solidOf, strokeOf } from '../../render/board-theme.ts';
import { LINE_HEIGHT } from '../../render/text-layout.ts';
import { dataUrlOf } from '../data-url.ts';
import type { Drawing } from '../drawing.ts';
import { hexOf, parseColor } from '../vector/color.ts';
import { ARROWHEADS, FAMILIES } from './look.ts';
import { AS_WRITTEN, ownData, partOf } from './own-data.ts';
import { FREEDRAW_WIDTH } from './read.ts';

type Written = Record<string, unknown> & { readonly id: string };

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

function base(shape: Shape, theme: BoardTheme): Written {
	const { style } = shape;
	const hasLink = shape.link !== null;
	return {
		id: shape.id,
		angle: shape.rotation,
		strokeColor: style.ownStroke === 'none' ? 'transparent' : hex(strokeOf(theme, style)),
		backgroundColor: fillOf(style, theme),
		fillStyle: 'solid',
		strokeWidth: style.width,
		strokeStyle: style.dash,
		roughness: style.look === 'drawn' ? 1 : 0,
		opacity: Math.round(style.opacity * 100),
		groupIds: [...shape.groups],
		frameId: shape.frame,
		roundness: null,
		seed: seedOf(shape.id),
		version: AS_WRITTEN,
		versionNonce: seedOf(shape.id),
		isDeleted: false,
		boundElements: [],
		updated: 1,
		link: hasLink ? shape.link : null,
		locked: shape.locked
	};
}

function fillOf(style: Style, theme: BoardTheme): string {
	if (style.fill === 'none') return 'transparent';
	return hex(style.fill === 'solid' ? solidOf(theme, style) : theme.tint[style.color]);
}

/** Excalidraw reads no other notation of a colour as reliably. */
function hex(color: string): string {
	const parsed = parseColor(color);
	return parsed === null ? color : hexOf(parsed);
}

function lettering({ style }: Pick<Shape, 'style'>, text: string) {
	return {
		text,
		originalText: text,
		fontSize: style.fontSize,
		fontFamily: FAMILIES[style.font],
		textAlign: { start: 'left', center: 'center', end: 'right' }[style.align],
		verticalAlign: 'top',
		containerId: null,
		lineHeight: LINE_HEIGHT,
		backgroundColor: 'transparent'
	};
}

/** Words without a box of their own, in the middle of a shape. */
function floating(shape: Shape, text: string, theme: BoardTheme, id: string): Written {
	const lines = text.split('\n');
	const height = lines.length * shape.style.fontSize * LINE_HEIGHT;
	const width = Math.min(
		shape.w,
		Math.max(...lines.map((line) => line.length)) * shape.style.fontSize * 0.55
	);
	const centre = centreOf(shape);
	return {
		...base(shape, theme),
		id,
		type: 'text',
		x: centre.x - width / 2,
		y: centre.y - height / 2,
		width,
		height,
		...lettering(shape, text)
	};
}

function labelOf(shape: Shape, text: string, theme: BoardTheme, ink?: string): Written[] {
	if (text === '') return [];
	const label = floating(shape, text, theme, `${shape.id}-text`);
	const color = hex(ink ?? (shape.style.fill === 'solid' ? theme.onSolid[shape.style.color] : theme.ink));
	return [
		{
			...label,
			strokeColor: color,
			verticalAlign: 'middle',
			containerId: shape.id,
			link: null,
			boundElements: null
		}
	];
}

function linear(shape: Shape, points: readonly Point[]) {
	const [first] = points;
	const relative = points.map(({ x, y }) => [x - first!.x, y - first!.y]);
	return {
		x: first!.x,
		y: first!.y,
		width: shape.w,
		height: shape.h,
		points: relative,
		lastCommittedPoint: null,
		startBinding: null,
		endBinding: null,
		startArrowhead: null,
		endArrowhead: null
	};
}

function closedUp(points: readonly Point[], closed: boolean): readonly Point[] {
	return closed ? [...points, points[0]!] : points;
}

function arrowElement(shape: ArrowShape, theme: BoardTheme): Written {
	const { points } = wayOf(shape);
	// Of a curve's points only each third lies on it.
	const onWay = shape.route === 'curved' ? points.filter((_, at) => at % 3 === 0) : points;
	return {
		...base(shape, theme),
		...linear(shape, onWay),
		type: 'arrow',
		backgroundColor: 'transparent',
		roundness: shape.route === 'curved' ? { type: 2 } : null,
		elbowed: shape.route === 'elbow',
		startArrowhead: ARROWHEADS[shape.heads.start],
		endArrowhead: ARROWHEADS[shape.heads.end],
		startBinding: bindingOf(shape.start),
		endBinding: bindingOf(shape.end)
	};
}

function bindingOf(binding: Binding | null) {
	return binding && { elementId: binding.shape, focus: 0, gap: 1, fixedPoint: [binding.at.x, binding.at.y] };
}

function inkElement(shape: InkShape, theme: BoardTheme): Written {
	const points = inkOf(shape);
	const pressed = points.some(({ pressure }) => pressure !== null);
	const isMarker = shape.type === 'highlighter';
	return {
		...base(shape, theme),
		...linear(shape, points),
		type: 'freedraw',
		strokeWidth: shape.style.width / FREEDRAW_WIDTH,
		opacity: Math.round(shape.style.opacity * (isMarker ? 45 : 100)),
		pressures: pressed ? points.map(({ pressure }) => pressure ?? 0.5) : [],
		simulatePressure: !pressed
	};
}

function cellsOf(shape: TableShape, text: string, theme: BoardTheme): Written[] {
	const words = splitCells(text);
	return shape.rows.flatMap((_, row) =>
		shape.columns.flatMap((__, column): Written[] => {
			const { x, y, w, h } = cellBox(shape, row, column);
			const id = `${shape.id}-${row}-${column}`;
			const cell = { ...base(shape, theme), id, type: 'rectangle', x, y, width: w, height: h, angle: 0 };
			const said = words[row]?.[column] ?? '';
			if (said === '') return [cell];
			const label = { ...floating({ ...shape, x, y, w, h }, said, theme, `${id}-text`), containerId: id };
			return [
				{ ...cell, boundElements: [{ id: label.id, type: 'text' }] },
				{ ...label, verticalAlign: 'middle' }
			];
		})
	);
}

/** The same shape wobbles the same way in each export. */
function seedOf(id: string): number {
	let seed = 7;
	for (const character of id) seed = (seed * 31 + character.charCodeAt(0)) % 2_147_483_647;
	return seed;
}

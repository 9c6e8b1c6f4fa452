import { centreOf, clamp, contains, grown, type Point, rotatedAbout } from '#model/whiteboard/geometry.ts';
import { createGroupId, createShapeId, type GroupId, type ShapeId } from '#model/whiteboard/ids.ts';
import { parseLink } from '#model/whiteboard/link.ts';
import { MAX_INK_POINTS } from '#model/whiteboard/ink.ts';
import { type ArrowShape, arrowThrough } from '#model/whiteboard/shapes/arrow.ts';
import { lineThrough, MAX_LINE_POINTS } from '#model/whiteboard/shapes/line.ts';
import { penGeometry } from '#model/whiteboard/shapes/pen.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import type { Style } from '#model/whiteboard/style.ts';
import { curveThrough, flattened } from '#model/whiteboard/way.ts';
import type { Copied } from '../../copies.ts';
import { Changes } from '../changes.ts';
import { imageOfDataUrl } from '../data-url.ts';
import { drawingOf, MAX_PIECES, type Reading, refused, shapeOf } from '../drawing.ts';
import { placeholder } from '../placeholder.ts';
import { simplified, thinned } from '../thinned.ts';
import { headOf, lettersOf, lookOf } from './look.ts';
import { AS_WRITTEN, ownShapeOf } from './own-data.ts';
import { type Element, parseElement } from './schema.ts';

/** The whole of a scene, while its elements are turned into shapes. */
interface Scene {
	/**
	 * The element that `from` means by an id. Drawings put together from libraries have several of one id: it is the nearest
	 * in the file.
	 */
	readonly find: (id: string | null, from: Element) => Element | undefined;
	/** The text that lies in a box or on an arrow, by that. */
	readonly labels: ReadonlyMap<Element, Element>;
	readonly ids: ReadonlyMap<Element, ShapeId>;
	readonly groups: Map<string, GroupId>;
	readonly files: Readonly<Record<string, unknown>>;
	readonly images: Map<string, Blob>;
	readonly changes: Changes;
}

/** Reads the elements of a scene, a library item or a clipboard of Excalidraw. */
export function readElements(stored: unknown, files: unknown): Reading {
	if (!Array.isArray(stored)) return refused('broken');
	if (stored.length > MAX_PIECES) return refused('too-many');
	const changes = new Changes();
	const elements = stored.flatMap((entry: unknown) => {
		const element = parseElement(entry);
		if (element === null) changes.note('unreadable');
		return element === null || element.isDeleted ? [] : element;
	});
	const scene = sceneOf(elements, files, changes);
	const pieces = elements.flatMap((element) => {
		const container = scene.find(element.containerId, element);
		const isLabel = container !== undefined && scene.labels.get(container) === element;
		return isLabel ? [] : pieceOf(element, scene);
	});
	return drawingOf(pieces, changes, scene.images);
}

function sceneOf(elements: readonly Element[], files: unknown, changes: Changes): Scene {
	const find = finder(elements);
	const labels = new Map<Element, Element>();
	for (const element of elements) {
		const container = element.type === 'text' ? find(element.containerId, element) : undefined;
		if (container !== undefined && takesLabel(container)) labels.set(container, element);
	}
	return {
		find,
		labels,
		ids: new Map(elements.map((element) => [element, createShapeId()])),
		groups: new Map(),
		files: typeof files === 'object' && files !== null ? (files as Record<string, unknown>) : {},
		images: new Map(),
		changes
	};
}

function finder(elements: readonly Element[]): Scene['find'] {
	const places = new Map(elements.map((element, at) => [element, at]));
	const named = Map.groupBy(elements, ({ id }) => id);
	return (id, from) => {
		const away = (element: Element): number => Math.abs(places.get(element)! - places.get(from)!);
		return named.get(id ?? '')?.reduce((near, other) => (away(other) < away(near) ? other : near));
	};
}

function takesLabel({ type }: Element): boolean {
	return ['rectangle', 'ellipse', 'diamond', 'arrow'].includes(type);
}

function pieceOf(element: Element, scene: Scene): Copied[] {
	const label = scene.labels.get(element);
	const own = ownShapeOf(element, (id) => scene.find(id, element));
	if (own === 'part') return [];
	if (own !== null) {
		const place = { ...common(element, scene), link: own.shape.link };
		const shape = renamed({ ...own.shape, ...place }, element, scene);
		const isSame = label === undefined ? !LABELLED.has(shape.type) : label.version === AS_WRITTEN;
		return [{ shape, text: isSame ? own.text : wordsOf(element, label) }];
	}
	const shape = shapeFor(element, scene, label);
	if (shape === null) return [];
	return [{ shape, text: wordsOf(element, label) }];
}

/** What has its words in an element of its own there, so that they are gone when that is. */
const LABELLED: ReadonlySet<Shape['type']> = new Set(['rectangle', 'ellipse', 'diamond', 'note', 'arrow']);

function wordsOf(element: Element, label: Element | undefined): string {
	if (element.type === 'text') return element.originalText ?? element.text;
	if (element.type === 'frame' || element.type === 'magicframe') return element.name ?? '';
	return label === undefined ? '' : (label.originalText ?? label.text);
}

/** What every shape has, whatever it is. */
function common(element: Element, { ids, groups, find }: Scene) {
	const groupOf = (name: string): GroupId => {
		const known = groups.get(name) ?? createGroupId();
		groups.set(name, known);
		return known;
	};
	const frame = find(element.frameId, element);
	return {
		id: ids.get(element)!,
		groups: element.groupIds.map(groupOf),
		locked: element.locked,
		frame: frame === undefined ? null : ids.get(frame)!,
		link: parseLink(element.link)
	};
}

/** A shape of ours that was written out: what it says of others, it says of what became of them. */
function renamed(shape: Shape, element: Element, { ids, find }: Scene): Shape {
	if (shape.type !== 'arrow') return shape;
	const bound = (end: ArrowShape['start']): ArrowShape['start'] => {
		const to = find(end?.shape ?? null, element);
		return to === undefined ? null : { ...end!, shape: ids.get(to)! };
	};
	return { ...shape, start: bound(shape.start), end: bound(shape.end) };
}

function shapeFor(element: Element, scene: Scene, label: Element | undefined): Shape | null {
	const { changes } = scene;
	const box = boxOf(element);
	const place = { ...common(element, scene), ...box, rotation: element.angle };
	const look = lookOf(element);
	noteFilling(element, look, changes);
	switch (element.type) {
		case 'rectangle':
		case 'ellipse':
		case 'diamond': {
			if (label !== undefined && label.strokeColor !== element.strokeColor) changes.note('text-colors');
			const letters = label === undefined ? {} : lettersOf(label);
			return shapeOf(element.type, { ...place, style: { ...look, ...letters } });
		}
		case 'text':
			return shapeOf('text', {
				...place,
				autoWidth: element.autoResize,
				style: { ...look, fill: 'none', ownFill: null, ...lettersOf(element) }
			});
		case 'line':
		case 'draw':
			return lineOf(element, scene);
		case 'arrow':
			return arrowOf(element, scene, label);
		case 'freedraw':
			return inkOf(element, scene);
		case 'image':
			return imageOf(element, scene);
		case 'frame':
		case 'magicframe':
			return shapeOf('frame', { ...place, rotation: 0 });
		case 'embeddable':
		case 'iframe': {
			changes.note('embeds');
			const url = parseLink(element.link);
			const style = { opacity: look.opacity ?? 1 };
			return url === null
				? shapeOf('rectangle', { ...place, style: look })
				: shapeOf('link', { ...place, url, link: null, style });
		}
		default:
			changes.note('unknown');
			return box.w > 0 && box.h > 0 ? shapeOf('rectangle', { ...place, style: look }) : null;
	}
}

/** What of its filling cannot be shown. */
function noteFilling(element: Element, { fill }: Partial<Style>, changes: Changes): void {
	if (fill !== 'solid') return;
	const { type, fillStyle, points } = element;
	if (type === 'freedraw' && isClosed(points)) changes.note('unfilled');
	const isHatched =
		fillStyle !== 'solid' && ['rectangle', 'ellipse', 'diamond', 'line', 'draw'].includes(type);
	if (isHatched && (points.length === 0 || isClosed(points))) changes.note('hatched');
}

/** Points this near to each other close a line, as in Excalidraw. */
const CLOSES_WITHIN = 8;

function isClosed(points: Element['points']): boolean {
	const [first, last] = [points[0], points.at(-1)];
	if (first === undefined || last === undefined || points.length < 4) return false;
	return Math.hypot(first[0] - last[0], first[1] - last[1]) <= CLOSES_WITHIN;
}

function boxOf({ x, y, width, height }: Element) {
	return {
		x: Math.min(x, x + width),
		y: Math.min(y, y + height),
		w: Math.abs(width),
		h: Math.abs(height)
	};
}

/** Elements with points lie where those do; their own width and height can be off. */
function pointsOf({ x, y, points }: Element): Point[] {
	return points.map(([dx, dy]) => ({ x: x + dx, y: y + dy }));
}

function isRound({ roundness, strokeSharpness }: Element): boolean {
	return roundness !== null || strokeSharpness === 'round';
}

/** A curve is corners so near to it that nobody sees them. */
const SMOOTH_WITHIN = 0.15;

function lineOf(element: Element, scene: Scene): Shape | null {
	const points = pointsOf(element);
	if (points.length < 2) return null;
	const [first, last] = [points[0]!, points.at(-1)!];
	const gap = Math.hypot(first.x - last.x, first.y - last.y);
	const closed = element.polygon || isClosed(element.points);
	const corners =
		isRound(element) && points.length > 2
			? simplified(flattened(curveThrough(points)), SMOOTH_WITHIN)
			: points;
	const shown = closed && gap < 0.01 ? corners.slice(0, -1) : corners;
	const place = lineThrough(thinned(shown, MAX_LINE_POINTS));
	const look = lookOf(element);
	return shapeOf('line', {
		...common(element, scene),
		...place,
		rotation: element.angle,
		closed,
		// Filled is only what is closed.
		style: closed ? look : { ...look, fill: 'none', ownFill: null }
	});
}

function arrowOf(element: Element, scene: Scene, label: Element | undefined): Shape | null {
	const points = pointsOf(element);
	if (points.length < 2) return null;
	const route = element.elbowed ? 'elbow' : isRound(element) && points.length > 2 ? 'curved' : 'straight';
	const turned = turnedAboutMiddle(points, element.angle);
	const shape = shapeOf('arrow', {
		...common(element, scene),
		...arrowThrough(thinned(turned, 200)),
		route,
		heads: { start: headOf(element.startArrowhead), end: headOf(element.endArrowhead) },
		start: boundTo(element.startBinding, element, turned[0]!, scene),
		end: boundTo(element.endBinding, element, turned.at(-1)!, scene),
		style: {
			...lookOf(element),
			fill: 'none',
			ownFill: null,
			...(label === undefined ? {} : lettersOf(label))
		}
	});
	return shape;
}

/** Turned about the middle of the box that they span. */
function turnedAboutMiddle(points: readonly Point[], angle: number): Point[] {
	const { x, y, w, h } = arrowThrough(points);
	return points.map((point) => rotatedAbout(point, { x: x + w / 2, y: y + h / 2 }, angle));
}

/** An end farther from its shape than this was moved since, or is held at a distance: bound here, it would jump. */
const HELD_WITHIN = 12;

/** Where on its shape an end is held: said in newer files, and else found from where the arrow ends. */
function boundTo(
	binding: Element['startBinding'],
	arrow: Element,
	end: Point,
	scene: Scene
): ArrowShape['start'] {
	const to = scene.find(binding?.elementId ?? null, arrow);
	if (binding === null || to === undefined || !canBeBound(to)) return null;
	const box = boxOf(to);
	if (box.w === 0 || box.h === 0) return null;
	const upright = rotatedAbout(end, centreOf(box), -to.angle);
	if (!contains(grown(box, HELD_WITHIN), upright)) return null;
	const [x, y] = binding.fixedPoint ?? [(upright.x - box.x) / box.w, (upright.y - box.y) / box.h];
	return { shape: scene.ids.get(to)!, at: { x: clamp(x, 0, 1), y: clamp(y, 0, 1) } };
}

function canBeBound({ type }: Element): boolean {
	return ['rectangle', 'ellipse', 'diamond', 'text', 'image', 'frame', 'embeddable', 'iframe'].includes(type);
}

function inkOf(element: Element, scene: Scene): Shape | null {
	if (element.points.length === 0) return null;
	const points = pointsOf(element).map((point, at) => ({
		...point,
		pressure: element.simulatePressure ? null : (element.pressures[at] ?? 0.5)
	}));
	const ink = penGeometry(thinned(points, MAX_INK_POINTS));
	// Strokes there are four times as broad as lines of the same number.
	const look = lookOf(element);
	const width = Math.min(60, element.strokeWidth * FREEDRAW_WIDTH);
	return shapeOf('pen', {
		...common(element, scene),
		...ink,
		rotation: element.angle,
		style: { ...look, width: Math.max(1, width), dash: 'solid' }
	});
}

export const FREEDRAW_WIDTH = 3.5;

function imageOf(element: Element, scene: Scene): Shape | null {
	const file = scene.files[element.fileId ?? ''] as { dataURL?: unknown } | undefined;
	const blob = imageOfDataUrl(file?.dataURL);
	if (blob === null) {
		scene.changes.note('images');
		return null;
	}
	if (element.crop !== null) scene.changes.note('crops');
	if (element.scale[0] < 0 || element.scale[1] < 0) scene.changes.note('flips');
	const box = boxOf(element);
	const hash = placeholder(scene.images.size);
	scene.images.set(hash, blob);
	return shapeOf('image', {
		...common(element, scene),
		...box,
		rotation: element.angle,
		hash,
		mime: blob.type,
		natural: { w: Math.max(1, Math.round(box.w)), h: Math.max(1, Math.round(box.h)) },
		alt: '',
		style: { opacity: Math.min(1, Math.max(0.1, element.opacity / 100)) }
	});
}

import { parseLink } from '#model/whiteboard/link.ts';
import type { ArrowShape } from '#model/whiteboard/shapes/arrow.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import type { Style } from '#model/whiteboard/style.ts';
import type { Copied } from '../../copies.ts';
import { Changes } from '../changes.ts';
import { imageOfDataUrl } from '../data-url.ts';
import { drawingOf, MAX_PIECES, type Reading, refused, shapeOf } from '../drawing.ts';
import { placeholder } from '../placeholder.ts';
import { lettersOf, lookOf } from './look.ts';
import { AS_WRITTEN, ownShapeOf } from './own-data.ts';
import { type Element, parseElement } from './schema.ts';
import { type Scene, sceneOf, common, boxOf } from './scene.ts';
import { isClosed, lineOf, arrowOf, inkOf } from './lines.ts';

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

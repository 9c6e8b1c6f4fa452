import { type Point, rotatedAbout } from '#model/whiteboard/geometry.ts';
import { createGroupId, createShapeId, type GroupId, type ShapeId } from '#model/whiteboard/ids.ts';
import { MAX_INK_POINTS } from '#model/whiteboard/ink.ts';
import { parseLink } from '#model/whiteboard/link.ts';
import { type ArrowShape, arrowThrough, type Binding } from '#model/whiteboard/shapes/arrow.ts';
import { lineThrough } from '#model/whiteboard/shapes/line.ts';
import { penGeometry } from '#model/whiteboard/shapes/pen.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import { curveThrough, flattened } from '#model/whiteboard/way.ts';
import type { Copied } from '../../copies.ts';
import { Changes } from '../changes.ts';
import { imageOfDataUrl } from '../data-url.ts';
import { drawingOf, MAX_PIECES, type Reading, refused, shapeOf } from '../drawing.ts';
import { placeholder } from '../placeholder.ts';
import { simplified, thinned } from '../thinned.ts';
import { headOf, lettersOf, lookOf, wordsOf } from './look.ts';
import { pointsOfSegment } from './points.ts';
import { numberOf, objectOf, parseRecord, parseVector, textOf, type TldrawRecord } from './schema.ts';

/** Where a shape's own coordinates stand on the page. */
interface Stand extends Point {
	readonly rotation: number;
}

interface Page {
	readonly records: ReadonlyMap<string, TldrawRecord>;
	readonly children: ReadonlyMap<string, readonly TldrawRecord[]>;
	/** Of each arrow. */
	readonly bindings: ReadonlyMap<string, readonly TldrawRecord[]>;
	readonly ids: ReadonlyMap<string, ShapeId>;
	readonly images: Map<string, Blob>;
	readonly changes: Changes;
}

interface Within {
	readonly stand: Stand;
	readonly groups: readonly GroupId[];
	readonly frame: ShapeId | null;
	readonly opacity: number;
}

const MAX_DEPTH = 30;
/** Between the pages of one file, which come side by side. */
const PAGE_GAP = 200;

export function isTldraw(parsed: unknown): boolean {
	return storedRecords(parsed) !== null;
}

/** A file has a list of records; what its store itself gives out has them by id. */
function storedRecords(parsed: unknown): readonly unknown[] | null {
	const { records, store, document, tldrawFileFormatVersion } = objectOf(parsed);
	if (Array.isArray(records) && tldrawFileFormatVersion !== undefined) return records as unknown[];
	const byId = store ?? objectOf(document).store;
	return typeof byId === 'object' && byId !== null ? (Object.values(byId) as unknown[]) : null;
}

export function readTldraw(parsed: unknown): Reading {
	const stored = storedRecords(parsed);
	if (stored === null) return refused('broken');
	if (stored.length > 3 * MAX_PIECES) return refused('too-many');
	const changes = new Changes();
	const records = stored.flatMap((value) => {
		const record = parseRecord(value);
		if (record === null) changes.note('unreadable');
		return record ?? [];
	});
	const page = pageOf(records, changes);
	const pages = records.filter(({ typeName }) => typeName === 'page').toSorted(byIndex);
	let right = 0;
	const pieces = pages.flatMap(({ id }, at) => {
		const within = { stand: { x: 0, y: 0, rotation: 0 }, groups: [], frame: null, opacity: 1 };
		const own = (page.children.get(id) ?? []).flatMap((record) => piecesOf(record, within, page, 0));
		if (own.length === 0) return [];
		if (right > 0) changes.note('pages');
		const left = Math.min(...own.map(({ shape }) => shape.x));
		const dx = at === 0 || right === 0 ? 0 : right + PAGE_GAP - left;
		const beside = own.map(({ shape, text }) => ({ shape: { ...shape, x: shape.x + dx }, text }));
		right = Math.max(...beside.map(({ shape }) => shape.x + shape.w));
		return beside;
	});
	return drawingOf(pieces, changes, page.images);
}

function pageOf(records: readonly TldrawRecord[], changes: Changes): Page {
	const shapes = records.filter(({ typeName }) => typeName === 'shape');
	const bindings = records.filter(({ typeName }) => typeName === 'binding');
	return {
		records: new Map(records.map((record) => [record.id, record])),
		children: new Map(
			[...Map.groupBy(shapes, ({ parentId }) => parentId ?? '')].map(([id, list]) => [
				id,
				list.toSorted(byIndex)
			])
		),
		bindings: Map.groupBy(bindings, ({ fromId }) => fromId ?? ''),
		ids: new Map(shapes.map(({ id }) => [id, createShapeId()])),
		images: new Map(),
		changes
	};
}

function byIndex(a: TldrawRecord, b: TldrawRecord): number {
	return a.index < b.index ? -1 : a.index > b.index ? 1 : 0;
}

/** A shape and all that lies in it: groups are no shapes here, frames are. */
function piecesOf(record: TldrawRecord, within: Within, page: Page, depth: number): Copied[] {
	if (depth > MAX_DEPTH) return [];
	const stand = placedIn(within.stand, record);
	const opacity = within.opacity * record.opacity;
	const children = page.children.get(record.id) ?? [];
	if (record.type === 'group') {
		const groups = [createGroupId(), ...within.groups];
		return children.flatMap((child) =>
			piecesOf(child, { ...within, stand, groups, opacity }, page, depth + 1)
		);
	}
	const shape = shapeFor(record, { ...within, stand, opacity }, page);
	const own = shape === null ? [] : [{ shape, text: textFor(record, shape) }];
	const frame = shape?.type === 'frame' ? shape.id : within.frame;
	return [
		...own,
		...children.flatMap((child) => piecesOf(child, { ...within, stand, frame, opacity }, page, depth + 1))
	];
}

function placedIn(outer: Stand, { x, y, rotation }: TldrawRecord): Stand {
	return { ...onPage(outer, { x, y }), rotation: outer.rotation + rotation };
}

function onPage({ x, y, rotation }: Stand, point: Point): Point {
	const turned = rotatedAbout(point, { x: 0, y: 0 }, rotation);
	return { x: x + turned.x, y: y + turned.y };
}

/** A box there is turned about its corner, one here about its middle. */
function boxAt(stand: Stand, w: number, h: number) {
	const centre = onPage(stand, { x: w / 2, y: h / 2 });
	return { x: centre.x - w / 2, y: centre.y - h / 2, w, h, rotation: stand.rotation };
}

function textFor({ type, props }: TldrawRecord, shape: Shape): string {
	if (type === 'bookmark' || type === 'embed' || type === 'video') return '';
	return shape.type === 'image' || shape.type === 'pen' ? '' : wordsOf(props);
}

function shapeFor(record: TldrawRecord, within: Within, page: Page): Shape | null {
	const { props } = record;
	const scale = Math.max(0.05, numberOf(props.scale, 1));
	const looking = { scale, opacity: within.opacity };
	const w = Math.max(1, numberOf(props.w, 100));
	const h = Math.max(1, numberOf(props.h, 100) + numberOf(props.growY, 0));
	const common = {
		id: page.ids.get(record.id)!,
		groups: within.groups,
		frame: within.frame,
		locked: record.isLocked,
		link: parseLink(props.url)
	};
	const style = lookOf(props, looking);
	switch (record.type) {
		case 'geo':
			return geoOf(
				props,
				{ ...common, ...boxAt(within.stand, w, h) },
				{ ...style, ...lettersOf(props, 'label', looking) },
				page
			);
		case 'note': {
			const side = 200 * scale;
			const box = boxAt(within.stand, side, side + numberOf(props.growY, 0));
			const noteStyle = {
				color: style.color ?? 'amber',
				opacity: within.opacity,
				...lettersOf(props, 'label', looking)
			};
			return shapeOf('note', { ...common, ...box, style: noteStyle });
		}
		case 'text': {
			const letters = lettersOf(props, 'text', looking);
			const lines = wordsOf(props).split('\n');
			const size = letters.fontSize ?? 24;
			const autoWidth = props.autoSize !== false;
			// Where the file does not say how wide it is: it is measured anew anyhow.
			const width =
				numberOf(props.w, 0) * scale || Math.max(...lines.map(({ length }) => length)) * size * 0.5;
			const box = boxAt(within.stand, Math.max(8, width), lines.length * size * 1.3);
			return shapeOf('text', { ...common, ...box, autoWidth, style: { ...style, fill: 'none', ...letters } });
		}
		case 'frame':
			return shapeOf('frame', { ...common, ...boxAt(within.stand, w, h), rotation: 0 });
		case 'draw':
		case 'highlight':
			return inkOf(record, common, within.stand, style);
		case 'line':
			return lineOf(props, common, within.stand, style);
		case 'arrow':
			return arrowOf(record, common, within.stand, { ...style, ...lettersOf(props, 'label', looking) }, page);
		case 'image':
			return imageOf(props, { ...common, ...boxAt(within.stand, w, h) }, within.opacity, page);
		case 'bookmark':
		case 'embed':
		case 'video': {
			page.changes.note(record.type === 'video' ? 'videos' : 'embeds');
			const url = parseLink(props.url) ?? parseLink(assetOf(props, page).src);
			const box = boxAt(within.stand, w, h);
			return url === null
				? shapeOf('rectangle', { ...common, ...box })
				: shapeOf('link', { ...common, ...box, url, link: null });
		}
		default:
			page.changes.note('unknown');
			return shapeOf('rectangle', { ...common, ...boxAt(within.stand, w, h), style });
	}
}

type Common = Pick<Shape, 'id' | 'groups' | 'frame' | 'locked' | 'link'>;

const GEOS: Readonly<Record<string, 'rectangle' | 'ellipse' | 'diamond' | 'triangle'>> = {
	rectangle: 'rectangle',
	ellipse: 'ellipse',
	oval: 'ellipse',
	diamond: 'diamond',
	triangle: 'triangle'
};

function geoOf(
	props: TldrawRecord['props'],
	place: Common & { x: number; y: number; w: number; h: number; rotation: number },
	style: Partial<Shape['style']>,
	page: Page
): Shape {
	const type = GEOS[textOf(props.geo, 'rectangle')];
	if (type === undefined) page.changes.note('symbols');
	return shapeOf(type ?? (props.geo === 'cloud' || props.geo === 'heart' ? 'ellipse' : 'rectangle'), {
		...place,
		style
	});
}

function inkOf(
	{ type, props }: TldrawRecord,
	common: Common,
	stand: Stand,
	style: Partial<Shape['style']>
): Shape | null {
	const [scaleX, scaleY] = [numberOf(props.scaleX, 1), numberOf(props.scaleY, 1)];
	const segments: readonly unknown[] = Array.isArray(props.segments) ? props.segments : [];
	const isPen = props.isPen === true;
	const points = segments.flatMap(pointsOfSegment).map(({ x, y, z }) => ({
		...onPage(stand, { x: x * scaleX, y: y * scaleY }),
		pressure: isPen ? Math.min(1, Math.max(0, z)) : null
	}));
	if (points.length === 0) return null;
	const place = { ...common, ...penGeometry(thinned(points, MAX_INK_POINTS)) };
	if (type === 'highlight') {
		const broad = Math.min(60, (style.width ?? 4) * 8);
		return shapeOf('highlighter', { ...place, style: { ...style, fill: 'none', width: broad } });
	}
	return shapeOf('pen', { ...place, style: { ...style, fill: 'none', dash: 'solid' } });
}

function lineOf(
	props: TldrawRecord['props'],
	common: Common,
	stand: Stand,
	style: Partial<Shape['style']>
): Shape | null {
	// By id in newer files; older ones called them handles.
	const stored = Object.values(objectOf(props.points ?? props.handles));
	const sorted = stored.toSorted((a, b) => (textOf(objectOf(a).index) < textOf(objectOf(b).index) ? -1 : 1));
	const points = sorted.flatMap((point) => {
		const vector = parseVector(point);
		return vector === null ? [] : onPage(stand, vector);
	});
	if (points.length < 2) return null;
	const isCurve = props.spline === 'cubic' && points.length > 2;
	const corners = isCurve ? simplified(flattened(curveThrough(points)), 0.15) : points;
	return shapeOf('line', {
		...common,
		...lineThrough(corners),
		closed: false,
		style: { ...style, fill: 'none' }
	});
}

function arrowOf(
	record: TldrawRecord,
	common: Common,
	stand: Stand,
	style: Partial<Shape['style']>,
	page: Page
): Shape | null {
	const { props } = record;
	const start = endOf(record, 'start', stand, page);
	const end = endOf(record, 'end', stand, page);
	const bend = numberOf(props.bend, 0);
	const isElbow = props.kind === 'elbow';
	const middle = bentMiddle(start.point, end.point, bend);
	const isCurved = !isElbow && Math.abs(bend) > 4;
	const points = isCurved ? [start.point, middle, end.point] : [start.point, end.point];
	return shapeOf('arrow', {
		...common,
		...arrowThrough(points),
		route: isElbow ? 'elbow' : isCurved ? 'curved' : 'straight',
		heads: { start: headOf(props.arrowheadStart, 'none'), end: headOf(props.arrowheadEnd, 'arrow') },
		start: start.binding,
		end: end.binding,
		style: { ...style, fill: 'none' }
	});
}

/** As far from the middle as it is bent. */
function bentMiddle(from: Point, to: Point, bend: number): Point {
	const [dx, dy] = [to.x - from.x, to.y - from.y];
	const length = Math.hypot(dx, dy) || 1;
	return { x: (from.x + to.x) / 2 + (dy / length) * bend, y: (from.y + to.y) / 2 - (dx / length) * bend };
}

/** Bindings are records of their own in newer files, and part of the arrow in older ones. */
function endOf(
	record: TldrawRecord,
	terminal: 'start' | 'end',
	stand: Stand,
	page: Page
): { readonly point: Point; readonly binding: ArrowShape['start'] } {
	const inline = objectOf(record.props[terminal]);
	const own = page.bindings.get(record.id)?.find(({ props }) => props.terminal === terminal);
	const to = own?.toId ?? (inline.type === 'binding' ? textOf(inline.boundShapeId) : null);
	const anchor = parseVector(own === undefined ? inline.normalizedAnchor : own.props.normalizedAnchor);
	const bound = to === null ? undefined : page.records.get(to);
	if (bound !== undefined && page.ids.has(bound.id) && bound.type !== 'arrow' && bound.type !== 'group') {
		const part = (value: number): number => Math.min(1, Math.max(0, value));
		const at = { x: part(anchor?.x ?? 0.5), y: part(anchor?.y ?? 0.5) };
		const binding: Binding = { shape: page.ids.get(bound.id)!, at };
		return { point: pointOn(bound, at, page), binding };
	}
	const vector = parseVector({ z: 0.5, ...inline }) ?? { x: terminal === 'start' ? 0 : 100, y: 0 };
	return { point: onPage(stand, vector), binding: null };
}

/** A place on a shape, in fractions of its box, on the page. */
function pointOn(record: TldrawRecord, at: Point, page: Page): Point {
	const stand = standOf(record, page, 0);
	const [w, h] = [
		numberOf(record.props.w, 200),
		numberOf(record.props.h, 200) + numberOf(record.props.growY, 0)
	];
	return onPage(stand, { x: w * at.x, y: h * at.y });
}

function standOf(record: TldrawRecord, page: Page, depth: number): Stand {
	const parent = page.records.get(record.parentId ?? '');
	const outer =
		parent?.typeName === 'shape' && depth < MAX_DEPTH
			? standOf(parent, page, depth + 1)
			: { x: 0, y: 0, rotation: 0 };
	return placedIn(outer, record);
}

function assetOf({ assetId }: TldrawRecord['props'], page: Page): Readonly<Record<string, unknown>> {
	return objectOf(page.records.get(textOf(assetId))?.props);
}

function imageOf(
	props: TldrawRecord['props'],
	place: Common & { x: number; y: number; w: number; h: number; rotation: number },
	opacity: number,
	page: Page
): Shape | null {
	const blob = imageOfDataUrl(assetOf(props, page).src);
	if (blob === null) {
		page.changes.note('images');
		return null;
	}
	if (props.crop !== null && props.crop !== undefined) page.changes.note('crops');
	if (props.flipX === true || props.flipY === true) page.changes.note('flips');
	const hash = placeholder(page.images.size);
	page.images.set(hash, blob);
	return shapeOf('image', {
		...place,
		hash,
		mime: blob.type,
		natural: { w: Math.max(1, Math.round(place.w)), h: Math.max(1, Math.round(place.h)) },
		alt: textOf(props.altText),
		style: { opacity: Math.min(1, Math.max(0.1, opacity)) }
	});
}

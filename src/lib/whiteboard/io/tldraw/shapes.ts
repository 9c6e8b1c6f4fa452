import type { Box } from '#model/whiteboard/geometry.ts';
import { MAX_INK_POINTS } from '#model/whiteboard/ink.ts';
import { parseLink } from '#model/whiteboard/link.ts';
import { lineThrough } from '#model/whiteboard/shapes/line.ts';
import { penGeometry } from '#model/whiteboard/shapes/pen.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import { curveThrough, flattened } from '#model/whiteboard/way.ts';
import { imageOfDataUrl } from '../data-url.ts';
import { shapeOf } from '../drawing.ts';
import { placeholder } from '../placeholder.ts';
import { simplified, thinned } from '../thinned.ts';
import { lettersOf, lookOf, wordsOf } from './look.ts';
import { pointsOfSegment } from './points.ts';
import { numberOf, objectOf, parseVector, textOf, type TldrawRecord } from './schema.ts';
import { type Stand, type Page, type Within, onPage, boxAt, type Common, assetOf } from './page.ts';
import { arrowOf } from './arrows.ts';

/** The shape that a record becomes; `null` when there is nothing to show. Says what of it is not as it was. */
export function shapeFor(record: TldrawRecord, within: Within, page: Page): Shape | null {
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
		case 'note':
			return noteOf(props, common, within, scale);
		case 'text':
			return textShapeOf(props, common, within, scale);
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
		case 'video':
			page.changes.note(record.type === 'video' ? 'videos' : 'embeds');
			return cardOf(props, { ...common, ...boxAt(within.stand, w, h) }, page);
		default:
			page.changes.note('unknown');
			return shapeOf('rectangle', { ...common, ...boxAt(within.stand, w, h), style });
	}
}

function noteOf(props: TldrawRecord['props'], common: Common, within: Within, scale: number): Shape {
	const looking = { scale, opacity: within.opacity };
	const side = 200 * scale;
	const style = {
		color: lookOf(props, looking).color ?? 'amber',
		opacity: within.opacity,
		...lettersOf(props, 'label', looking)
	};
	const box = boxAt(within.stand, side, side + numberOf(props.growY, 0));
	return shapeOf('note', { ...common, ...box, style });
}

function textShapeOf(props: TldrawRecord['props'], common: Common, within: Within, scale: number): Shape {
	const looking = { scale, opacity: within.opacity };
	const letters = lettersOf(props, 'text', looking);
	const lines = wordsOf(props).split('\n');
	const size = letters.fontSize ?? 24;
	// Where the file does not say how wide it is: it is measured anew anyhow.
	const width = numberOf(props.w, 0) * scale || Math.max(...lines.map(({ length }) => length)) * size * 0.5;
	return shapeOf('text', {
		...common,
		...boxAt(within.stand, Math.max(8, width), lines.length * size * 1.3),
		autoWidth: props.autoSize !== false,
		style: { ...lookOf(props, looking), fill: 'none', ...letters }
	});
}

/** What is elsewhere, as a card that leads there. */
function cardOf(props: TldrawRecord['props'], place: Common & Box & Turned, page: Page): Shape {
	const url = parseLink(props.url) ?? parseLink(assetOf(props, page).src);
	return url === null ? shapeOf('rectangle', place) : shapeOf('link', { ...place, url, link: null });
}

interface Turned {
	readonly rotation: number;
}

const GEOS: Readonly<Record<string, 'rectangle' | 'ellipse' | 'diamond' | 'triangle'>> = {
	rectangle: 'rectangle',
	ellipse: 'ellipse',
	oval: 'ellipse',
	diamond: 'diamond',
	triangle: 'triangle'
};

function geoOf(
	props: TldrawRecord['props'],
	place: Common & Box & Turned,
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

function imageOf(
	props: TldrawRecord['props'],
	place: Common & Box & Turned,
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

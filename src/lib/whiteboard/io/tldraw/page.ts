import { type Point, rotatedAbout } from '#model/whiteboard/geometry.ts';
import { createShapeId, type GroupId, type ShapeId } from '#model/whiteboard/ids.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import type { Changes } from '../changes.ts';
import { numberOf, objectOf, textOf, type TldrawRecord } from './schema.ts';

/** Where a shape's own coordinates stand on the page. */
export interface Stand extends Point {
	readonly rotation: number;
}

/** The records of a file, by what one looks them up by. */
export interface Page {
	readonly records: ReadonlyMap<string, TldrawRecord>;
	readonly children: ReadonlyMap<string, readonly TldrawRecord[]>;
	/** Of each arrow. */
	readonly bindings: ReadonlyMap<string, readonly TldrawRecord[]>;
	readonly ids: ReadonlyMap<string, ShapeId>;
	readonly images: Map<string, Blob>;
	readonly changes: Changes;
}

/** What a shape is in. */
export interface Within {
	readonly stand: Stand;
	readonly groups: readonly GroupId[];
	readonly frame: ShapeId | null;
	readonly opacity: number;
}

/** Groups and frames in each other; the parents of a hostile file may go round in a circle. */
export const MAX_DEPTH = 30;

/** Sorts the records of a file. */
export function pageOf(records: readonly TldrawRecord[], changes: Changes): Page {
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

/** From the bottom up. */
export function byIndex(a: TldrawRecord, b: TldrawRecord): number {
	return a.index < b.index ? -1 : a.index > b.index ? 1 : 0;
}

/** Where a record’s own coordinates stand, in those of what it is in. */
export function placedIn(outer: Stand, { x, y, rotation }: TldrawRecord): Stand {
	return { ...onPage(outer, { x, y }), rotation: outer.rotation + rotation };
}

/** A place in a shape’s own coordinates, on the page. */
export function onPage({ x, y, rotation }: Stand, point: Point): Point {
	const turned = rotatedAbout(point, { x: 0, y: 0 }, rotation);
	return { x: x + turned.x, y: y + turned.y };
}

/** A box there is turned about its corner, one here about its middle. */
export function boxAt(stand: Stand, w: number, h: number) {
	const centre = onPage(stand, { x: w / 2, y: h / 2 });
	return { x: centre.x - w / 2, y: centre.y - h / 2, w, h, rotation: stand.rotation };
}

export type Common = Pick<Shape, 'id' | 'groups' | 'frame' | 'locked' | 'link'>;

/** A place on a shape, in fractions of its box, on the page. */
export function pointOn(record: TldrawRecord, at: Point, page: Page): Point {
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

/** What an image or a card shows. */
export function assetOf({ assetId }: TldrawRecord['props'], page: Page): Readonly<Record<string, unknown>> {
	return objectOf(page.records.get(textOf(assetId))?.props);
}

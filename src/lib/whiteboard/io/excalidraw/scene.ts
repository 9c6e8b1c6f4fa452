import { createGroupId, createShapeId, type GroupId, type ShapeId } from '#model/whiteboard/ids.ts';
import { parseLink } from '#model/whiteboard/link.ts';
import type { Changes } from '../changes.ts';
import type { Element } from './schema.ts';

/** The whole of a scene, while its elements are turned into shapes. */
export interface Scene {
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

/** What there is to know before any element can be turned into a shape. */
export function sceneOf(elements: readonly Element[], files: unknown, changes: Changes): Scene {
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

/** What every shape has, whatever it is. */
export function common(element: Element, { ids, groups, find }: Scene) {
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

/** An element’s box; Excalidraw draws some to the left and upwards. */
export function boxOf({ x, y, width, height }: Element) {
	return {
		x: Math.min(x, x + width),
		y: Math.min(y, y + height),
		w: Math.abs(width),
		h: Math.abs(height)
	};
}

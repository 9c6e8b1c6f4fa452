import type { GroupId, ShapeId } from '#model/whiteboard/ids.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';

type Grouped = Pick<Shape, 'id' | 'groups'>;

/** Every shape of a group, its inner groups' included. */
export function membersOf(shapes: Iterable<Grouped>, group: GroupId): ShapeId[] {
	const members: ShapeId[] = [];
	for (const shape of shapes) if (shape.groups.includes(group)) members.push(shape.id);
	return members;
}

/**
 * The group that is picked when one picks a shape: its outermost, or the next one in from the group that one went
 * into; `null` when that is the shape alone.
 */
export function unitOf(shape: Pick<Shape, 'groups'>, entered: GroupId | null): GroupId | null {
	const within = entered === null ? -1 : shape.groups.indexOf(entered);
	return (within === -1 ? shape.groups.at(-1) : shape.groups[within - 1]) ?? null;
}

/** Shapes with all that is picked along with them, in the order of the board. */
export function withCompanions(
	shapes: Iterable<Grouped>,
	picked: Iterable<Grouped>,
	entered: GroupId | null
): Set<ShapeId> {
	const ids = new Set<ShapeId>();
	const units = new Set<GroupId>();
	for (const shape of picked) {
		ids.add(shape.id);
		const unit = unitOf(shape, entered);
		if (unit !== null) units.add(unit);
	}
	if (units.size > 0)
		for (const shape of shapes) if (shape.groups.some((group) => units.has(group))) ids.add(shape.id);
	return ids;
}

/** What is arranged as one: each group of the selection, and each shape that is in none. */
export function unitsOf<T extends Pick<Shape, 'groups'>>(
	shapes: readonly T[],
	entered: GroupId | null
): T[][] {
	const units = new Map<GroupId | T, T[]>();
	for (const shape of shapes) {
		const key = unitOf(shape, entered) ?? shape;
		const unit = units.get(key);
		if (unit === undefined) units.set(key, [shape]);
		else unit.push(shape);
	}
	return [...units.values()];
}

/** The shapes as members of a new group around what they are in; inside `entered`, when one went into a group. */
export function grouped<T extends Pick<Shape, 'groups'>>(
	shapes: readonly T[],
	group: GroupId,
	entered: GroupId | null
): T[] {
	return shapes.map((shape) => {
		const within = entered === null ? -1 : shape.groups.indexOf(entered);
		const at = within === -1 ? shape.groups.length : within;
		return { ...shape, groups: shape.groups.toSpliced(at, 0, group) };
	});
}

/** The shapes without the group that they are picked by; what is inside it stays grouped. */
export function ungrouped<T extends Pick<Shape, 'groups'>>(
	shapes: readonly T[],
	entered: GroupId | null
): T[] {
	return shapes.flatMap((shape) => {
		const unit = unitOf(shape, entered);
		return unit === null ? [] : { ...shape, groups: shape.groups.filter((group) => group !== unit) };
	});
}

import { createGroupId, type GroupId, type ShapeId } from './ids.ts';
import type { Binding } from './shapes/arrow.ts';
import type { Shape } from './shapes/registry.ts';

/**
 * Copies under the ids of `names`, which has one for each, and in groups of their own; what one of them says of another it
 * says of that one's copy.
 */
export function renamed(shapes: readonly Shape[], names: ReadonlyMap<ShapeId, ShapeId>): Shape[] {
	return regrouped(shapes, createGroupId).map((shape) => {
		const copy = {
			...shape,
			id: names.get(shape.id)!,
			frame: shape.frame && (names.get(shape.frame) ?? shape.frame)
		};
		if (copy.type !== 'arrow') return copy;
		// What was not copied does not hold the copy: two arrows on one place would be.
		const bound = (end: Binding | null): Binding | null => {
			const shape = end === null ? undefined : names.get(end.shape);
			return end === null || shape === undefined ? null : { ...end, shape };
		};
		const [start, end] = [bound(copy.start), bound(copy.end)];
		const isHeldAsBefore =
			(start === null) === (copy.start === null) && (end === null) === (copy.end === null);
		return { ...copy, start, end, lean: isHeldAsBefore ? copy.lean : [] };
	});
}

/** Copies keep together what was together, in groups of their own. */
export function regrouped<T extends Pick<Shape, 'groups'>>(shapes: readonly T[], create: () => GroupId): T[] {
	const copies = new Map<GroupId, GroupId>();
	const copyOf = (group: GroupId): GroupId => {
		const known = copies.get(group) ?? create();
		copies.set(group, known);
		return known;
	};
	return shapes.map((shape) => ({ ...shape, groups: shape.groups.map(copyOf) }));
}

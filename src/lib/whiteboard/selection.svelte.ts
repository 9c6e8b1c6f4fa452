import type { GroupId, ShapeId } from '#model/whiteboard/ids.ts';

const NONE: ReadonlySet<ShapeId> = new Set();

/** What one person has picked. */
export class Selection {
	#ids = $state.raw(NONE);
	/** The group whose members are picked one by one, after a double click went into it. */
	#entered = $state.raw<GroupId | null>(null);

	get ids(): ReadonlySet<ShapeId> {
		return this.#ids;
	}

	get entered(): GroupId | null {
		return this.#entered;
	}

	/** Returns whether that is news. */
	set(ids: ReadonlySet<ShapeId>): boolean {
		if (ids.size === 0 && this.#ids.size === 0) return false;
		this.#ids = ids;
		return true;
	}

	enter(group: GroupId | null): void {
		this.#entered = group;
	}
}

import type { Awareness } from 'y-protocols/awareness';
import { readUser } from '$lib/sync/awareness-user.ts';
import type { IdentityId } from '#model/ids.ts';
import type { CardId } from '#model/problem/card.ts';
import type { LaneId } from '#model/problem/method.ts';
import type { MemberColor } from '#model/session/session.ts';

/** Somebody else who has this board open, as far as their state can be believed. */
export interface Other {
	readonly client: number;
	readonly id: IdentityId;
	readonly name: string;
	readonly color: MemberColor;
	/** The lane that they work in. */
	readonly lane: LaneId | null;
	/** The card that they are writing on; `problem` is the statement. */
	readonly editing: CardId | 'problem' | null;
}

function text(value: unknown): string | null {
	return typeof value === 'string' && value.length > 0 && value.length < 200 ? value : null;
}

/** One awareness state → a person, or `null`. */
export function parseOther(client: number, state: Readonly<Record<string, unknown>>): Other | null {
	const user = readUser(client, state);
	if (user === null) return null;
	return {
		client,
		...user,
		lane: text(state.lane) as LaneId | null,
		editing: text(state.editing) as CardId | 'problem' | null
	};
}

/** Who else is on the board, in which lane, and what they are writing on. */
export class Presence {
	#others = $state.raw<readonly Other[]>([]);
	readonly #awareness: Awareness;
	readonly #onChange = (): void => this.#read();

	readonly writers = $derived(
		new Map(this.#others.filter(({ editing }) => editing !== null).map((other) => [other.editing, other]))
	);

	constructor(awareness: Awareness) {
		this.#awareness = awareness;
		awareness.on('change', this.#onChange);
		this.#read();
	}

	get others(): readonly Other[] {
		return this.#others;
	}

	/** The others in a lane, each once however many tabs they have. */
	inLane(lane: LaneId): readonly Other[] {
		const people = new Map(
			this.#others.filter((other) => other.lane === lane).map((other) => [other.id, other])
		);
		return [...people.values()];
	}

	find(id: string): Other | undefined {
		return this.#others.find((other) => other.id === id);
	}

	tell(where: { readonly lane: LaneId | null; readonly editing: CardId | 'problem' | null }): void {
		const now = this.#awareness.getLocalState();
		if (now === null) return;
		for (const field of ['lane', 'editing'] as const)
			if (now[field] !== where[field]) this.#awareness.setLocalStateField(field, where[field]);
	}

	destroy(): void {
		this.#awareness.off('change', this.#onChange);
		this.tell({ lane: null, editing: null });
	}

	#read(): void {
		const others: Other[] = [];
		for (const [client, state] of this.#awareness.getStates()) {
			const other = client === this.#awareness.clientID ? null : parseOther(client, state);
			if (other !== null) others.push(other);
		}
		this.#others = others;
	}
}

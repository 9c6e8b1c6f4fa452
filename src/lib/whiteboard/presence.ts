import type { Awareness } from 'y-protocols/awareness';
import { distance, type Point } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import type { MemberColor } from '#model/session/session.ts';
import { readUser } from '$lib/sync/awareness-user.ts';
import { HeardSet, MOST_CHARACTERS, sameIds, SpokenSet } from './spoken-set.ts';

/** A drag in progress: the shapes and how far they are from where the document has them. */
export interface Drag {
	/** The same set as long as the same shapes are dragged. */
	readonly ids: ReadonlySet<ShapeId>;
	readonly dx: number;
	readonly dy: number;
}

/** Somebody else on this board, with the pointer where it is drawn now. */
export interface Peer {
	readonly client: number;
	/** Of their identity: one person may have several tabs. */
	readonly id: string;
	readonly facilitates: boolean;
	/** All that they say, unread: the parts that know more than pointers parse it themselves. */
	readonly state: Readonly<Record<string, unknown>>;
	readonly name: string;
	readonly color: MemberColor;
	/** `null` while the pointer is away. */
	cursor: Point | null;
	target: Point | null;
	selection: ReadonlySet<ShapeId>;
	drag: Drag | null;
	dragTarget: Drag | null;
	readonly heard: { readonly selection: HeardSet; readonly drag: HeardSet };
	/**
	 * Where the dragged shapes lay when the drag was first seen. Its end comes twice, as a change of the document and as the
	 * end of the drag; counted from here, the shapes stand still in between.
	 */
	readonly draggedFrom: Map<ShapeId, Point>;
	/** When the pointer last moved, on the frame clock. */
	movedAt: number;
}

/** The clients whose awareness states came, changed and went. */
interface Changes {
	readonly added: readonly number[];
	readonly updated: readonly number[];
	readonly removed: readonly number[];
}

const SEND_EVERY_MS = 33;
/** After so long without anything new, all is said once more in full. */
const REST_AFTER_MS = 400;
/** How fast a pointer reaches its target: this share of the way is left after each 16 ms. */
const SMOOTHING = 0.62;

/** Cursors, selections and drags, mine to the others and theirs to me. Nothing of it is in the document. */
export class Presence {
	readonly #awareness: Awareness;
	readonly #changed: () => void;
	readonly #peers = new Map<number, Peer>();
	readonly #selection = new SpokenSet();
	readonly #dragged = new SpokenSet();
	#cursor: Point | null = null;
	#drag: Drag | null = null;
	#more: Readonly<Record<string, unknown>> = {};
	#timer: ReturnType<typeof setTimeout> | null = null;
	#restTimer: ReturnType<typeof setTimeout> | null = null;
	#sentAt = -Infinity;
	#lastSaid = '';

	/** `changed` is called when there is something new to draw. */
	constructor(awareness: Awareness, changed: () => void) {
		this.#awareness = awareness;
		this.#changed = changed;
		awareness.on('change', this.#read);
		this.#read({ added: [...awareness.getStates().keys()], updated: [], removed: [] });
	}

	get peers(): Iterable<Peer> {
		return this.#peers.values();
	}

	get count(): number {
		return this.#peers.size;
	}

	/** Whether I facilitate the session, as far as this tab knows. */
	get facilitates(): boolean {
		const user = this.#awareness.getLocalState()?.user as { role?: unknown } | undefined;
		return user?.role === 'facilitator';
	}

	/** Whether the Yjs client is connected, as far as we know. */
	has(client: number): boolean {
		return this.#awareness.getStates().has(client);
	}

	showCursor(point: Point | null): void {
		this.#cursor = point === null ? null : { x: Math.round(point.x), y: Math.round(point.y) };
		this.#send();
	}

	showSelection(ids: ReadonlySet<ShapeId>): void {
		this.#selection.set(ids, performance.now());
		this.#send();
	}

	showDrag(drag: Drag | null): void {
		if (drag === null && this.#drag === null) return;
		this.#drag = drag;
		if (drag !== null) this.#dragged.set(drag.ids, performance.now());
		this.#send();
	}

	/** Says more, in fields of its own; `null` takes one back. */
	tell(fields: Readonly<Record<string, unknown>>): void {
		this.#more = { ...this.#more, ...fields };
		this.#send();
	}

	/** Moves what is drawn toward where it is. Returns whether anything is still on its way. */
	step(elapsedMs: number): boolean {
		const left = SMOOTHING ** (elapsedMs / 16);
		let moving = false;
		for (const peer of this.#peers.values()) {
			if (peer.target !== null) {
				peer.cursor = peer.cursor === null ? peer.target : between(peer.target, peer.cursor, left);
				if (peer.cursor !== peer.target) moving = true;
			}
			if (peer.dragTarget !== null && peer.drag !== null) {
				const to = { x: peer.dragTarget.dx, y: peer.dragTarget.dy };
				const at = between(to, { x: peer.drag.dx, y: peer.drag.dy }, left);
				peer.drag = { ids: peer.dragTarget.ids, dx: at.x, dy: at.y };
				if (at !== to) moving = true;
			}
		}
		return moving;
	}

	destroy(): void {
		this.#awareness.off('change', this.#read);
		for (const timer of [this.#timer, this.#restTimer]) if (timer !== null) clearTimeout(timer);
		const state = this.#awareness.getLocalState();
		if (state !== null)
			this.#awareness.setLocalState({
				...state,
				...Object.fromEntries(Object.keys(this.#more).map((field) => [field, null])),
				cursor: null,
				selection: null,
				drag: null
			});
	}

	/** At most thirty times a second, the last one always. */
	#send(): void {
		if (this.#timer !== null) return;
		const wait = Math.max(0, this.#sentAt + SEND_EVERY_MS - performance.now());
		this.#timer = setTimeout(() => {
			this.#timer = null;
			this.#say(false);
			if (this.#restTimer !== null) clearTimeout(this.#restTimer);
			this.#restTimer = setTimeout(() => this.#say(true), REST_AFTER_MS);
		}, wait);
	}

	/** `isRest`: whoever comes later is told only this. */
	#say(isRest: boolean): void {
		const now = performance.now();
		const state = this.#awareness.getLocalState();
		if (state === null) return;
		this.#sentAt = now;
		const drag = this.#drag;
		// Most drags are of what is selected: it is said once. Two different sets have half the room each.
		const isSelection = drag !== null && sameIds(this.#dragged.ids, this.#selection.ids);
		const most = drag === null || isSelection ? MOST_CHARACTERS : MOST_CHARACTERS / 2;
		const selection = this.#selection.say(now, isRest, most);
		const dragged = isSelection
			? selection && { selected: true }
			: drag && this.#dragged.say(now, isRest, most);
		const next = {
			...this.#more,
			cursor: this.#cursor,
			selection,
			drag: drag && dragged && { ...dragged, dx: drag.dx, dy: drag.dy }
		};
		// What was said in full already need not be said again.
		if (isRest && JSON.stringify(next) === this.#lastSaid) return;
		this.#lastSaid = JSON.stringify(next);
		this.#awareness.setLocalState({ ...state, ...next });
	}

	/** In a crowd most of them say nothing new most of the time. */
	readonly #read = ({ added, updated, removed }: Changes): void => {
		for (const client of removed) this.#peers.delete(client);
		for (const client of [...added, ...updated]) this.#hear(client);
		this.#changed();
	};

	#hear(client: number): void {
		const state = this.#awareness.getStates().get(client);
		if (client === this.#awareness.clientID || state === undefined) return;
		const known = this.#peers.get(client);
		const heard = known?.heard ?? { selection: new HeardSet(), drag: new HeardSet() };
		const next = parsePeer(client, state, heard);
		if (next === null) this.#peers.delete(client);
		else this.#peers.set(client, known === undefined ? next : merged(known, next));
	}
}

/**
 * How far from where the document has it a shape is drawn, while this person drags it. `null` for what they do not hold, or
 * hold no longer: it was dropped, and the document has it there already, or somebody else moved it.
 */
export function draggedBy(peer: Peer, id: ShapeId, now: Point): Point | null {
	if (peer.drag === null || !peer.drag.ids.has(id)) return null;
	let from = peer.draggedFrom.get(id);
	if (from === undefined) peer.draggedFrom.set(id, (from = { x: now.x, y: now.y }));
	return from.x === now.x && from.y === now.y ? { x: peer.drag.dx, y: peer.drag.dy } : null;
}

function merged(known: Peer, next: Peer): Peer {
	const still = known.target !== null && next.target !== null && distance(known.target, next.target) < 0.5;
	return {
		...next,
		cursor: next.target === null ? null : (known.cursor ?? next.target),
		draggedFrom:
			next.dragTarget !== null && next.dragTarget.ids === known.dragTarget?.ids
				? known.draggedFrom
				: next.draggedFrom,
		drag: next.dragTarget === null ? null : (known.drag ?? { ...next.dragTarget, dx: 0, dy: 0 }),
		movedAt: still ? known.movedAt : performance.now()
	};
}

/** Near enough is there, so that the frames stop. */
function between(to: Point, from: Point, left: number): Point {
	const next = { x: to.x + (from.x - to.x) * left, y: to.y + (from.y - to.y) * left };
	return distance(next, to) < 0.3 ? to : next;
}

/** Presence comes from other clients: anything may be in it. `null` is somebody without a name. */
function parsePeer(client: number, state: Record<string, unknown>, heard: Peer['heard']): Peer | null {
	const user = readUser(client, state);
	if (user === null) return null;
	const target = parsePoint(state.cursor);
	const selection = heard.selection.hear(state.selection);
	const dragTarget = parseDrag(state.drag, heard.drag, selection);
	return {
		client,
		id: user.id,
		facilitates: (state.user as { role?: unknown }).role === 'facilitator',
		state,
		name: user.name,
		color: user.color,
		cursor: target,
		target,
		selection: selection ?? new Set(),
		heard,
		drag: dragTarget,
		dragTarget,
		draggedFrom: new Map(),
		movedAt: performance.now()
	};
}

function parsePoint(value: unknown): Point | null {
	const { x, y } = (value ?? {}) as { x?: unknown; y?: unknown };
	return Number.isFinite(x) && Number.isFinite(y) ? { x: x as number, y: y as number } : null;
}

function parseDrag(value: unknown, heard: HeardSet, selection: ReadonlySet<ShapeId> | null): Drag | null {
	const { dx, dy, selected } = (value ?? {}) as { dx?: unknown; dy?: unknown; selected?: unknown };
	const by = parsePoint({ x: dx, y: dy });
	const ids = selected === true ? selection : heard.hear(value);
	return by === null || ids === null || ids.size === 0 ? null : { ids, dx: by.x, dy: by.y };
}

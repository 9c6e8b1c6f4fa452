import type { Awareness } from 'y-protocols/awareness';
import { distance, type Point } from '#model/whiteboard/geometry.ts';
import { isShapeId, type ShapeId } from '#model/whiteboard/ids.ts';
import type { MemberColor } from '#model/session/session.ts';
import { readUser } from '$lib/sync/awareness-user.ts';

/** A drag in progress: the shapes and how far they are from where the document has them. */
export interface Drag {
	readonly ids: readonly ShapeId[];
	readonly dx: number;
	readonly dy: number;
}

/** Somebody else on this board, with the pointer where it is drawn now. */
export interface Peer {
	readonly client: number;
	readonly name: string;
	readonly color: MemberColor;
	/** `null` while the pointer is away. */
	cursor: Point | null;
	target: Point | null;
	selection: readonly ShapeId[];
	drag: Drag | null;
	dragTarget: Drag | null;
	/**
	 * Where the dragged shapes lay when the drag was first seen. Its end comes twice, as a change of the document and as the
	 * end of the drag; counted from here, the shapes stand still in between.
	 */
	readonly draggedFrom: Map<ShapeId, Point>;
	/** When the pointer last moved, on the frame clock. */
	movedAt: number;
}

/** What I have to say and have not said yet. */
interface Outgoing {
	readonly cursor?: Point | null;
	readonly selection?: readonly ShapeId[];
	readonly drag?: Drag | null;
}

/** Awareness sends a client's whole state at every change, so it stays small: more than this is not previewed to others. */
const MOST_IDS = 300;
const SEND_EVERY_MS = 33;
/** How fast a pointer reaches its target: this share of the way is left after each 16 ms. */
const SMOOTHING = 0.62;

/** Cursors, selections and drags, mine to the others and theirs to me. Nothing of it is in the document. */
export class Presence {
	readonly #awareness: Awareness;
	readonly #changed: () => void;
	readonly #peers = new Map<number, Peer>();
	#outgoing: Outgoing = {};
	#timer: ReturnType<typeof setTimeout> | null = null;
	#sentAt = -Infinity;

	/** `changed` is called when there is something new to draw. */
	constructor(awareness: Awareness, changed: () => void) {
		this.#awareness = awareness;
		this.#changed = changed;
		awareness.on('change', this.#read);
		this.#read();
	}

	get peers(): Iterable<Peer> {
		return this.#peers.values();
	}

	get count(): number {
		return this.#peers.size;
	}

	/** Whether the Yjs client is connected, as far as we know. */
	has(client: number): boolean {
		return this.#awareness.getStates().has(client);
	}

	showCursor(point: Point | null): void {
		this.#send({ cursor: point === null ? null : { x: Math.round(point.x), y: Math.round(point.y) } });
	}

	showSelection(ids: ReadonlySet<ShapeId>): void {
		this.#send({ selection: ids.size > MOST_IDS ? [] : [...ids] });
	}

	showDrag(drag: Drag | null): void {
		this.#send({ drag: drag === null || drag.ids.length > MOST_IDS ? null : drag });
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
		if (this.#timer !== null) clearTimeout(this.#timer);
		const state = this.#awareness.getLocalState();
		if (state !== null) this.#awareness.setLocalState({ ...state, cursor: null, selection: [], drag: null });
	}

	/** At most thirty times a second, the last one always. */
	#send(part: Outgoing): void {
		this.#outgoing = { ...this.#outgoing, ...part };
		if (this.#timer !== null) return;
		const wait = Math.max(0, this.#sentAt + SEND_EVERY_MS - performance.now());
		this.#timer = setTimeout(() => {
			this.#timer = null;
			this.#sentAt = performance.now();
			const state = this.#awareness.getLocalState();
			if (state !== null) this.#awareness.setLocalState({ ...state, ...this.#outgoing });
			this.#outgoing = {};
		}, wait);
	}

	readonly #read = (): void => {
		const states = this.#awareness.getStates();
		for (const client of this.#peers.keys()) if (!states.has(client)) this.#peers.delete(client);
		for (const [client, state] of states) {
			if (client === this.#awareness.clientID) continue;
			const known = this.#peers.get(client);
			const next = parsePeer(client, state);
			if (next === null) this.#peers.delete(client);
			else this.#peers.set(client, known === undefined ? next : merged(known, next));
		}
		this.#changed();
	};
}

/** How far from where the document has it a shape is drawn, while this person drags it. */
export function draggedBy(peer: Peer, id: ShapeId, now: Point): Point {
	if (peer.drag === null || !peer.drag.ids.includes(id)) return { x: 0, y: 0 };
	let from = peer.draggedFrom.get(id);
	if (from === undefined) peer.draggedFrom.set(id, (from = { x: now.x, y: now.y }));
	return { x: from.x + peer.drag.dx - now.x, y: from.y + peer.drag.dy - now.y };
}

function merged(known: Peer, next: Peer): Peer {
	const still = known.target !== null && next.target !== null && distance(known.target, next.target) < 0.5;
	return {
		...next,
		cursor: next.target === null ? null : (known.cursor ?? next.target),
		draggedFrom: next.dragTarget !== null && known.dragTarget !== null ? known.draggedFrom : next.draggedFrom,
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
function parsePeer(client: number, state: Record<string, unknown>): Peer | null {
	const user = readUser(client, state);
	if (user === null) return null;
	const target = parsePoint(state.cursor);
	const dragTarget = parseDrag(state.drag);
	return {
		client,
		name: user.name,
		color: user.color,
		cursor: target,
		target,
		selection: parseIds(state.selection),
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

function parseIds(value: unknown): ShapeId[] {
	return Array.isArray(value) ? value.slice(0, MOST_IDS).filter(isShapeId) : [];
}

function parseDrag(value: unknown): Drag | null {
	const { ids, dx, dy } = (value ?? {}) as { ids?: unknown; dx?: unknown; dy?: unknown };
	const by = parsePoint({ x: dx, y: dy });
	return by === null ? null : { ids: parseIds(ids), dx: by.x, dy: by.y };
}

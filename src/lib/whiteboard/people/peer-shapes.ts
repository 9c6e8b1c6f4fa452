import type { Board } from '#model/whiteboard/board.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import type { Presence } from '../presence.ts';
import type { SceneItem } from '../render/scene-item.ts';
import type { Scene } from '../render/scene.ts';
import { hearShapes } from './spoken-shapes.ts';

/** What one person's gesture makes of some shapes: as it was said last, and as far as it is drawn. */
interface Gesture {
	readonly said: unknown;
	readonly targets: readonly Shape[];
	items: readonly SceneItem[];
	arrived: boolean;
}

/** This share of the way is left after each 16 ms. */
const SMOOTHING = 0.5;
/** Nearer than this, in board units, is there. */
const THERE = 0.3;

/** The shapes that others resize, turn or draw at this moment, gliding between what their presence says of them. */
export class PeerShapes {
	readonly #board: Board;
	readonly #scene: Scene;
	readonly #presence: Presence;
	readonly #gestures = new Map<number, Gesture>();

	constructor(board: Board, scene: Scene, presence: Presence) {
		this.#board = board;
		this.#scene = scene;
		this.#presence = presence;
	}

	*items(): Generator<SceneItem> {
		for (const { items } of this.#gestures.values()) yield* items;
	}

	shape(id: ShapeId): Shape | undefined {
		if (this.#gestures.size === 0) return undefined;
		for (const { shape } of this.items()) if (shape.id === id) return shape;
		return undefined;
	}

	/** Moves what is drawn toward where it is. Returns whether anything is still on its way. */
	step(elapsedMs: number): boolean {
		const left = SMOOTHING ** (elapsedMs / 16);
		let moving = false;
		const heard = new Set<number>();
		for (const { client, state } of this.#presence.peers) {
			if (state.shapes === undefined || state.shapes === null) continue;
			heard.add(client);
			const gesture = this.#follow(client, state.shapes);
			if (!gesture.arrived) this.#glide(gesture, left);
			moving ||= !gesture.arrived;
		}
		for (const client of this.#gestures.keys()) if (!heard.has(client)) this.#gestures.delete(client);
		return moving;
	}

	#follow(client: number, said: unknown): Gesture {
		const known = this.#gestures.get(client);
		if (known !== undefined && known.said === said) return known;
		const items = known?.items ?? [];
		const gesture = { said, targets: hearShapes(said, this.#board), items, arrived: false };
		this.#gestures.set(client, gesture);
		return gesture;
	}

	#glide(gesture: Gesture, left: number): void {
		const before = new Map(gesture.items.map(({ shape }) => [shape.id, shape]));
		let arrived = true;
		const shown = gesture.targets.map((target) => {
			const from = before.get(target.id) ?? this.#scene.shapeOf(target.id);
			const between = from?.type === target.type ? onTheWay(from, target, left) : target;
			if (between !== target) arrived = false;
			return between;
		});
		gesture.items = shown.map((shape) => this.#scene.ghost(shape));
		gesture.arrived = arrived;
	}
}

function onTheWay(from: Shape, to: Shape, left: number): Shape {
	const far = Math.max(...(['x', 'y', 'w', 'h'] as const).map((side) => Math.abs(from[side] - to[side])));
	const turn = Math.abs(from.rotation - to.rotation);
	if (far < THERE && turn < 0.005) return to;
	const mixed = (side: 'x' | 'y' | 'w' | 'h' | 'rotation'): number =>
		to[side] + (from[side] - to[side]) * left;
	const [x, y, w, h] = [mixed('x'), mixed('y'), mixed('w'), mixed('h')];
	return { ...to, x, y, w, h, rotation: turn > Math.PI ? to.rotation : mixed('rotation') };
}

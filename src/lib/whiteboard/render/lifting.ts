import type { ShapeId } from '#model/whiteboard/ids.ts';
import type { Editor } from '../editor.svelte.ts';
import { draggedBy, type Peer } from '../presence.ts';
import { sameIds } from '../spoken-set.ts';
import { goesAlong } from './live-connectors.ts';
import type { Scene } from './scene.ts';

/** What one person holds. */
interface Held {
	/** The same set as long as the same shapes are held. */
	readonly ids: ReadonlySet<ShapeId>;
	/** The arrows among them, and between them, that keep their form. */
	readonly arrows: ReadonlySet<ShapeId>;
}

/** Shapes that one person drags at this moment, all by the same way: painted once, and then moved as a whole. */
export interface Lift extends Held {
	/** Whose. */
	readonly key: string;
	readonly dx: number;
	readonly dy: number;
}

/** What is not where the document has it, and so must not be in the still picture. */
export interface Lifted {
	readonly lifts: readonly Lift[];
	/** The same set as long as it holds the same shapes. */
	readonly away: ReadonlySet<ShapeId>;
	/** Arrows that stretch with what is held, and so are drawn in each frame. */
	readonly stretching: ReadonlySet<ShapeId>;
}

const NOBODY: ReadonlySet<ShapeId> = new Set();

/** Follows what people hold from frame to frame; works it out anew only when that, or the document, changed. */
export class Lifting {
	#known: readonly unknown[] = [];
	#held = new Map<string, Held>();
	#away: ReadonlySet<ShapeId> = NOBODY;
	#stretching: ReadonlySet<ShapeId> = NOBODY;

	now(editor: Editor): Lifted {
		const { preview, presence, revision } = editor;
		const draggers = [...presence.peers].filter((peer) => peer.drag !== null);
		const reshaped = [...(editor.peerShapes?.items() ?? [])].map(({ shape }) => shape.id);
		if (preview.at === 'reshaping') reshaped.push(...preview.items.map(({ shape }) => shape.id));
		const key = [
			preview.at === 'moving' ? preview.ids : null,
			...reshaped,
			...draggers.flatMap((peer) => [peer.client, peer.drag!.ids]),
			// Without a gesture, no change of the document concerns this.
			preview.at === 'none' && draggers.length === 0 && reshaped.length === 0 ? 0 : revision
		];
		if (key.length !== this.#known.length || key.some((part, at) => part !== this.#known[at])) {
			this.#known = key;
			this.#workOut(editor, draggers, reshaped);
		}
		const lifts: Lift[] = [];
		const mine = this.#held.get('me');
		if (preview.at === 'moving' && mine !== undefined)
			lifts.push({ key: 'me', ...mine, dx: preview.dx, dy: preview.dy });
		for (const { client, drag } of draggers)
			lifts.push({ key: String(client), ...this.#held.get(String(client))!, dx: drag!.dx, dy: drag!.dy });
		return { lifts, away: this.#away, stretching: this.#stretching };
	}

	#workOut({ preview, scene }: Editor, draggers: readonly Peer[], reshaped: readonly ShapeId[]): void {
		const held = new Map<string, Held>();
		const away = new Set<ShapeId>(reshaped);
		const hold = (key: string, ids: ReadonlySet<ShapeId>): void => {
			const before = this.#held.get(key);
			const same = before !== undefined && sameIds(before.ids, ids) ? before.ids : ids;
			held.set(key, { ids: same, arrows: arrowsIn(scene, same) });
			for (const id of ids) away.add(id);
		};
		if (preview.at === 'moving') hold('me', preview.ids);
		for (const peer of draggers) {
			// What the document has where it was dropped is there already, though the end of the drag is still to come.
			const isHeld = (id: ShapeId): boolean => {
				const shape = scene.shapeOf(id);
				return shape !== undefined && draggedBy(peer, id, shape) !== null;
			};
			hold(String(peer.client), new Set([...peer.drag!.ids].filter(isHeld)));
		}
		const stretching = scene.connectorsOf(away);
		for (const id of away) if (scene.shapeOf(id)?.type === 'arrow') stretching.add(id);
		for (const id of stretching) away.add(id);
		for (const { arrows } of held.values()) for (const id of arrows) stretching.delete(id);
		this.#held = held;
		this.#stretching = stretching;
		if (!sameIds(this.#away, away)) this.#away = away;
	}
}

function arrowsIn(scene: Scene, ids: ReadonlySet<ShapeId>): ReadonlySet<ShapeId> {
	const arrows = scene.connectorsOf(ids);
	for (const id of ids) if (scene.shapeOf(id)?.type === 'arrow') arrows.add(id);
	return new Set([...arrows].filter((id) => goesAlong(scene.shapeOf(id), ids)));
}

import type { ShapeId } from '#model/whiteboard/ids.ts';
import { movedSince, type Origin, originOf } from './lift-origin.ts';
import type { Lift } from './lifting.ts';
import type { Scene } from './scene.ts';
import type { TileLayer } from './tile-layer.ts';
import { boardIn, shifted, type View } from './view.ts';

/** More shapes than this are not taken out of the picture, and painted in the hand, within one frame. */
const MOST_AT_ONCE = 1_000;

type State =
	| { readonly at: 'idle' }
	/** The picture without them, and they themselves, are being painted. `isAll`: nothing else is in view. */
	| { readonly at: 'preparing'; readonly isAll: boolean; readonly from: Origin }
	/** Both are painted, and shown in the next frame. */
	| { readonly at: 'ready' }
	/** They were let go of before that. */
	| { readonly at: 'let go'; readonly isAll: boolean; readonly from: Origin }
	/** They were put down, and are seen as they were held until the picture has all of them. */
	| { readonly at: 'put down' };

/** What of the still picture concerns this. */
type Still = Pick<TileLayer, 'hold' | 'release' | 'isHeld'>;

/**
 * Sees to it that thousands of shapes that somebody takes up are never seen twice, or not at all, though it takes many frames
 * to paint them: until that is done, the picture stays as it was; as a whole it follows the hand that has hold of all of it.
 */
export class TakingUp {
	readonly #still: Still;
	readonly #scene: Scene;
	#state: State = { at: 'idle' };
	#held = 0;

	constructor(still: Still, scene: Scene) {
		this.#still = still;
		this.#scene = scene;
	}

	/** Whether what is held is still to be seen in the picture, and nowhere else. */
	get isHidden(): boolean {
		return this.#state.at === 'preparing' || this.#state.at === 'let go';
	}

	/** Starts a frame: shows what is ready. */
	step(lifts: readonly Lift[]): void {
		const state = this.#state;
		const held = lifts.reduce((sum, { ids }) => sum + ids.size, 0);
		const isPutDown = held === 0 && this.#held > MOST_AT_ONCE;
		this.#held = held;
		if (state.at === 'ready') {
			this.#still.release();
			this.#state = { at: 'idle' };
		} else if (state.at === 'preparing' && lifts.length === 0) {
			this.#still.hold('until complete');
			this.#state = { ...state, at: 'let go' };
		} else if (state.at === 'idle' && isPutDown) {
			this.#still.hold('until complete');
			this.#state = { at: 'put down' };
		} else if ((state.at === 'let go' || state.at === 'put down') && !this.#still.isHeld)
			this.#state = { at: 'idle' };
	}

	/** So many shapes are to leave the picture in this frame; `away` are all that are not in it then. */
	begin(leaving: number, lifts: readonly Lift[], away: ReadonlySet<ShapeId>, view: View): void {
		const [first] = lifts;
		if (first === undefined || leaving <= MOST_AT_ONCE || this.#state.at !== 'idle') return;
		const isAll =
			lifts.length === 1 && this.#scene.within(boardIn(view)).every(({ shape }) => away.has(shape.id));
		this.#still.hold('until told');
		this.#state = { at: 'preparing', isAll, from: originOf(this.#scene, first.ids) };
	}

	/** Where the picture is shown in this frame. */
	placeOf(view: View, lifts: readonly Lift[]): View {
		const state = this.#state;
		if ((state.at !== 'preparing' && state.at !== 'let go') || !state.isAll) return view;
		const [lift] = lifts;
		if (state.at === 'preparing' && lift !== undefined) return shifted(view, lift.dx, lift.dy);
		const by = movedSince(this.#scene, state.from);
		return shifted(view, by.x, by.y);
	}

	/** Ends a frame; `isDone`: nothing is left to be painted. Returns whether another frame is needed. */
	finish(isDone: boolean): boolean {
		if (this.#state.at !== 'preparing' || !isDone) return false;
		this.#state = { at: 'ready' };
		return true;
	}
}

import type { ShapeId } from '#model/whiteboard/ids.ts';
import { deviceStorage } from '$lib/ui/device-storage.ts';

/** Whose slides are shown while a presentation runs. */
export type Showing =
	/** Mine; begins at a frame, or at the first. */
	| { readonly at: 'leading'; readonly from: ShapeId | null }
	/** Those of somebody else, wherever they go. */
	| { readonly at: 'watching'; readonly who: string };

const HEARS_KEY = 'commonplace:whiteboard-hears';

/** What one tab has chosen of the ways to find one's way. The parts themselves are fetched when they are asked for. */
export class Finding {
	#hears = $state.raw(deviceStorage().getItem(HEARS_KEY) !== 'off');
	showing = $state.raw<Showing>({ at: 'leading', from: null });

	/** Whether what others do is said aloud. */
	get hears(): boolean {
		return this.#hears;
	}

	set hears(hears: boolean) {
		this.#hears = hears;
		deviceStorage().setItem(HEARS_KEY, hears ? 'on' : 'off');
	}
}

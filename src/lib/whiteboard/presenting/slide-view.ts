import type { Box } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { isShapeId } from '#model/whiteboard/ids.ts';
import { type Camera, toScreen, type Viewport } from '../camera.ts';
import { readUser } from '$lib/sync/awareness-user.ts';

/** Where a slide lies on the screen; around it is nothing. */
export function placeOnScreen(camera: Camera, { x, y, w, h }: Box): Box {
	return { ...toScreen(camera, { x, y }), w: w * camera.zoom, h: h * camera.zoom };
}

/** Which way a pointer that was pressed and let go leads; `null` where it was no press and no swipe. */
export function stepOf(dx: number, dy: number, x: number, { w }: Viewport): 1 | -1 | null {
	const SWIPE_PX = 48;
	const STILL_PX = 10;
	if (Math.hypot(dx, dy) < STILL_PX) return x < w / 4 ? -1 : 1;
	if (Math.abs(dx) < SWIPE_PX || Math.abs(dx) < Math.abs(dy)) return null;
	return dx < 0 ? 1 : -1;
}

/** Somebody who presents, and what. */
export interface Presenter {
	/** Their tab. */
	readonly client: number;
	/** Their identity. */
	readonly id: string;
	readonly name: string;
	readonly slide: ShapeId;
}

type States = ReadonlyMap<number, Readonly<Record<string, unknown>>>;

/** Who presents, of all awareness states; the same one first for everybody. */
export function presentersIn(states: States, me: number): Presenter[] {
	return [...states]
		.sort(([a], [b]) => a - b)
		.flatMap(([client, state]) => {
			const user = readUser(client, state);
			if (client === me || user === null || !isShapeId(state.slide)) return [];
			return [{ client, id: user.id, name: user.name, slide: state.slide }];
		});
}

/** Whom a watcher watches. */
export type Lead =
	| { readonly at: 'led'; readonly by: Presenter }
	/** Their tab is loading anew, or their line broke: they may be back in a moment. `client`: the tab that was heard last. */
	| { readonly at: 'waiting'; readonly client: number | null }
	| { readonly at: 'over' };

/** What becomes of watching somebody as presence changes. Whoever ends it is still here, and says so; who is gone may return. */
export function leadAfter(lead: Lead, who: string, states: States, me: number): Lead {
	const theirs = presentersIn(states, me).filter(({ id }) => id === who);
	const known = lead.at === 'led' ? lead.by.client : lead.at === 'waiting' ? lead.client : null;
	const next = theirs.find(({ client }) => client === known) ?? theirs[0];
	if (next !== undefined) return { at: 'led', by: next };
	if (lead.at === 'over' || (known !== null && states.has(known))) return { at: 'over' };
	return { at: 'waiting', client: known };
}

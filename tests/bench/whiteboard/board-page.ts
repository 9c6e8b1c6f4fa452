import type { NeutralScene } from './scene.ts';

/** What a page must offer as `window.__board` to be measured. Gestures are real events on it; this only prepares them. */
export interface BoardPage {
	readonly ready: boolean;
	scene: NeutralScene;
	/** Makes the scene and converts it; not timed. */
	prepare(n: number): void;
	/** Puts the prepared scene on the board, and waits for the second frame after it; timed. */
	load(): Promise<void>;
	/** Zooms, with that point of the board in the middle. */
	zoomTo(zoom: number, x: number, y: number): void;
	panBy(dx: number, dy: number): void;
	toScreen(x: number, y: number): { readonly x: number; readonly y: number };
	select(ids: readonly string[]): void;
	clear(): void;
	posOf(id: string): readonly [x: number, y: number];
	zoom(): number;
	count(): { readonly records: number; readonly dom: number };
	/** What only ours can be asked for. */
	readonly own?: OwnPage;
}

export interface OwnPage {
	/** Whether everything in view is drawn as sharp as it will be. */
	isSharp(): boolean;
	/** Somebody else takes hold of these shapes; each call of what is returned drags them on, as their 30 messages a second do. */
	remoteDrag(ids: readonly string[]): { step(dx: number, dy: number): void; end(): void };
	/** Of the topmost shape. */
	topOrder(): string;
	/** Takes updates of the document as the provider does. */
	receive(updates: readonly string[]): void;
}

declare global {
	interface Window {
		__board: BoardPage;
	}
}

/** Two frames: the first draws what came, the second begins when that is done. */
export function nextFrames(count = 2): Promise<void> {
	return new Promise((resolve) => {
		const step = (): void => {
			if (count-- <= 0) resolve();
			else requestAnimationFrame(step);
		};
		step();
	});
}

import { type Box, centreOf, encloses, type Point } from '#model/whiteboard/geometry.ts';
import { type Camera, fitting, panned, type Viewport, visibleBox, zoomedTo } from './camera.ts';

/** What of the board one tab shows. */
export class Viewing {
	readonly #changed: () => void;
	#camera = $state.raw<Camera>({ x: 0, y: 0, zoom: 1 });
	#viewport = $state.raw<Viewport>({ w: 1, h: 1 });

	/** `changed` asks for a frame. */
	constructor(changed: () => void) {
		this.#changed = changed;
	}

	get camera(): Camera {
		return this.#camera;
	}

	get viewport(): Viewport {
		return this.#viewport;
	}

	get visible(): Box {
		return visibleBox(this.#camera, this.#viewport);
	}

	look(camera: Camera): void {
		this.#camera = camera;
		this.#changed();
	}

	resize(viewport: Viewport): void {
		this.#viewport = viewport;
		this.#changed();
	}

	/** Moves the paper by so many CSS pixels. */
	pan(dx: number, dy: number): void {
		this.look(panned(this.#camera, dx, dy));
	}

	zoomTo(zoom: number, at: Point = { x: this.#viewport.w / 2, y: this.#viewport.h / 2 }): void {
		this.look(zoomedTo(this.#camera, at, zoom));
	}

	/** Shows all of a box. */
	fit(box: Box): void {
		this.look(fitting(box, this.#viewport));
	}

	/** Moves the paper as far as it takes to see a box. */
	bringIntoView(box: Box): void {
		if (encloses(this.visible, box)) return;
		const centre = centreOf(box);
		const { zoom } = this.#camera;
		this.look({ x: centre.x - this.#viewport.w / 2 / zoom, y: centre.y - this.#viewport.h / 2 / zoom, zoom });
	}
}

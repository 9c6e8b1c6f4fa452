import type { Box } from '#model/whiteboard/geometry.ts';
import type { Camera } from '../camera.ts';
import type { Editor } from '../editor.svelte.ts';
import { cameraOn, glided, leaderOf } from './following.ts';
import { latestOf } from './latest.ts';
import { hearFollowed, hearView } from './said.ts';

/** Moves my camera to where somebody else's is. Whoever else moves it in between, it is me, and the following ends. */
export class Follower {
	readonly #editor: Editor;
	readonly #glides: boolean;
	/** Where the camera is on its way to. */
	#target: Camera | null = null;
	/** As this left it; another one means that I moved it myself. */
	#left: Camera | null = null;
	#steppedAt = 0;

	constructor(editor: Editor, { glides }: { readonly glides: boolean }) {
		this.#editor = editor;
		this.#glides = glides;
	}

	/** Whose camera leads when I follow somebody; `null` when they follow me. */
	leader(id: string): string | null {
		const { presence, me } = this.#editor;
		return leaderOf(id, me, (one) => {
			const peer = latestOf(presence.peers, one);
			return peer === null ? null : hearFollowed(peer.state);
		});
	}

	start(): void {
		this.#left = this.#editor.camera;
	}

	/** Returns whether it goes on: not when I moved my camera, or nobody leads. */
	follow(id: string, now: number): boolean {
		const editor = this.#editor;
		if (this.#left !== editor.camera) return false;
		const leader = this.leader(id);
		const peer = leader === null ? null : latestOf(editor.presence.peers, leader);
		if (leader === null) return false;
		const view = peer === null ? null : hearView(peer.state);
		if (view !== null) this.#aim(view, now);
		return true;
	}

	/** Goes somewhere once. */
	goTo(view: Box): void {
		this.start();
		this.#aim(view, performance.now());
	}

	/** One step of the way. */
	step(now: number): void {
		const editor = this.#editor;
		if (this.#target === null) return;
		if (this.#left !== editor.camera) {
			this.#target = null;
			return;
		}
		const elapsed = Math.min(100, now - this.#steppedAt);
		this.#steppedAt = now;
		const next = this.#glides ? glided(editor.camera, this.#target, editor.viewport, elapsed) : this.#target;
		if (next === this.#target) this.#target = null;
		editor.look(next);
		this.#left = editor.camera;
	}

	#aim(view: Box, now: number): void {
		const target = cameraOn(view, this.#editor.viewport);
		const { camera } = this.#editor;
		if (target.x === camera.x && target.y === camera.y && target.zoom === camera.zoom) return;
		if (this.#target === null) this.#steppedAt = now - 16;
		this.#target = target;
	}
}

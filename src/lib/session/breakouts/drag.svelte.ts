import type { GroupId, IdentityId } from '#model/ids.ts';

/** Where somebody is dropped: on a group, or on "in no group". */
export type DropPlace = GroupId | 'none';

/** Further than a hand trembles. */
const BEGINS_AT_PX = 6;
/** Near the window's edge the page moves along. */
const EDGE_PX = 56;
const EDGE_STEP_PX = 14;

interface Held {
	readonly member: IdentityId;
	readonly pointer: number;
	readonly from: { readonly x: number; readonly y: number };
}

/** A person who is dragged from group to group, by mouse, pen or finger. Elements with `data-drop` take them. */
export class PersonDrag {
	readonly #onDrop: (member: IdentityId, place: DropPlace) => void;
	#held: Held | null = null;
	#member = $state.raw<IdentityId | null>(null);
	#over = $state.raw<DropPlace | null>(null);
	#at = $state.raw({ x: 0, y: 0 });
	/** A click that ends a drag opens no menu. */
	#endedAt = 0;
	#frame = 0;

	constructor(onDrop: (member: IdentityId, place: DropPlace) => void) {
		this.#onDrop = onDrop;
	}

	/** Who is under way; `null`: nobody. */
	get member(): IdentityId | null {
		return this.#member;
	}

	get over(): DropPlace | null {
		return this.#over;
	}

	get at(): { readonly x: number; readonly y: number } {
		return this.#at;
	}

	get hasJustEnded(): boolean {
		return performance.now() - this.#endedAt < 50;
	}

	/** For `onpointerdown` of whatever a person is taken by. */
	hold(member: IdentityId, event: PointerEvent): void {
		if (event.button !== 0 || this.#held !== null) return;
		this.#held = { member, pointer: event.pointerId, from: { x: event.clientX, y: event.clientY } };
		window.addEventListener('pointermove', this.#move);
		window.addEventListener('pointerup', this.#up);
		window.addEventListener('pointercancel', this.#cancel);
		window.addEventListener('keydown', this.#key, true);
	}

	stop(): void {
		cancelAnimationFrame(this.#frame);
		this.#held = null;
		this.#member = null;
		this.#over = null;
		window.removeEventListener('pointermove', this.#move);
		window.removeEventListener('pointerup', this.#up);
		window.removeEventListener('pointercancel', this.#cancel);
		window.removeEventListener('keydown', this.#key, true);
	}

	readonly #move = (event: PointerEvent): void => {
		const held = this.#held;
		if (held === null || event.pointerId !== held.pointer) return;
		const { clientX: x, clientY: y } = event;
		if (this.#member === null && Math.hypot(x - held.from.x, y - held.from.y) < BEGINS_AT_PX) return;
		event.preventDefault();
		this.#member = held.member;
		this.#at = { x, y };
		this.#look();
		this.#scrollAlong();
	};

	/** While the pointer rests at the edge too: on a phone the next group is mostly out of sight. */
	#scrollAlong(): void {
		cancelAnimationFrame(this.#frame);
		const { y } = this.#at;
		const step = y < EDGE_PX ? -EDGE_STEP_PX : y > window.innerHeight - EDGE_PX ? EDGE_STEP_PX : 0;
		if (step === 0 || this.#member === null) return;
		const before = window.scrollY;
		window.scrollBy({ top: step, behavior: 'instant' });
		this.#look();
		if (window.scrollY !== before) this.#frame = requestAnimationFrame(() => this.#scrollAlong());
	}

	#look(): void {
		const { x, y } = this.#at;
		const place = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-drop]')?.dataset.drop;
		this.#over = (place as DropPlace | undefined) ?? null;
	}

	readonly #up = (event: PointerEvent): void => {
		if (event.pointerId !== this.#held?.pointer) return;
		const [member, place] = [this.#member, this.#over];
		this.stop();
		if (member === null) return;
		this.#endedAt = performance.now();
		if (place !== null) this.#onDrop(member, place);
	};

	readonly #cancel = (): void => this.stop();

	readonly #key = (event: KeyboardEvent): void => {
		if (event.key !== 'Escape' || this.#member === null) return;
		event.stopPropagation();
		event.preventDefault();
		this.stop();
	};
}

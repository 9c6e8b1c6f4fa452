import type { Node } from '@tiptap/pm/model';
import type { NodeView } from '@tiptap/pm/view';
import { objectOf } from '#model/page/schema.ts';
import type { MountedObject } from './mount-object.ts';
import type { ObjectPlace } from './object-actions.ts';

/** What a view needs of those who made it. */
export interface ObjectViewParts {
	readonly place: ObjectPlace;
	readonly gone: () => void;
}

/** An object on the screen: a place for its components, which are fetched when the first object is shown. */
export class ObjectView implements NodeView {
	readonly dom = document.createElement('div');
	readonly #parts: ObjectViewParts;
	#node: Node;
	#mounted: MountedObject | null = null;
	#isGone = false;
	#isSelected = false;
	#isEntered = false;

	constructor(node: Node, parts: ObjectViewParts) {
		this.#node = node;
		this.#parts = parts;
		const { dom } = this;
		dom.className = 'block object';
		dom.id = `block-${String(node.attrs.id)}`;
		dom.dataset.object = objectOf(node)!.type;
		dom.contentEditable = 'false';
		void this.#mount();
	}

	update(node: Node): boolean {
		const [before, after] = [objectOf(this.#node), objectOf(node)];
		if (after === null || node.attrs.id !== this.#node.attrs.id || before?.type !== after.type) return false;
		this.#node = node;
		if (after !== before) this.#mounted?.show(after);
		return true;
	}

	selectNode(): void {
		this.#isSelected = true;
		this.dom.classList.add('selected');
		this.#mounted?.select(true);
	}

	deselectNode(): void {
		this.#isSelected = false;
		this.dom.classList.remove('selected');
		this.#mounted?.select(false);
	}

	/** Puts the caret into it, or what stands for a caret there. */
	enter(): void {
		this.#isEntered = true;
		this.#mounted?.enter();
	}

	/** What happens inside is its own; what is dropped on it goes into the page. */
	stopEvent(event: Event): boolean {
		return !/^(drag|drop)/.test(event.type);
	}

	ignoreMutation(): boolean {
		return true;
	}

	destroy(): void {
		this.#isGone = true;
		this.#mounted?.destroy();
		this.#parts.gone();
	}

	async #mount(): Promise<void> {
		try {
			const { mountObject } = await import('./mount-object.ts');
			if (this.#isGone) return;
			this.dom.textContent = '';
			this.#mounted = mountObject(this.dom, objectOf(this.#node)!, this.#parts.place);
			if (this.#isSelected) this.#mounted.select(true);
			if (this.#isEntered) this.#mounted.enter();
		} catch {
			// Without a line, say: the object stays in the page, and is shown when the page is opened again.
			this.dom.textContent = this.#parts.place.page.failed;
		}
	}
}

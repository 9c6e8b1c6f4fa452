import type { Node } from '@tiptap/pm/model';
import type { EditorView } from '@tiptap/pm/view';
import type { PageOfObjects, SharedWorks } from './object-actions.ts';
import { ObjectView } from './object-view.ts';

/** The views of all objects on one page. What they are made of, and can do, is fetched with the first of them. */
export class ObjectViews {
	readonly #page: PageOfObjects;
	readonly #views = new Map<string, ObjectView>();
	readonly #works: SharedWorks = { media: null, mermaid: null };
	/** Asked to be entered before it was shown. */
	#awaited: string | null = null;

	constructor(page: PageOfObjects) {
		this.#page = page;
	}

	readonly nodeView = (node: Node, view: EditorView, position: () => number | undefined): ObjectView => {
		const id = String(node.attrs.id);
		const made: ObjectView = new ObjectView(node, {
			place: { id, view, position, works: this.#works, page: this.#page },
			gone: () => void (this.#views.get(id) === made && this.#views.delete(id))
		});
		this.#views.set(id, made);
		if (this.#awaited === id) {
			this.#awaited = null;
			made.enter();
		}
		return made;
	};

	get works(): SharedWorks {
		return this.#works;
	}

	destroy(): void {
		this.#works.media?.destroy();
		this.#works.mermaid?.destroy();
	}

	/** Puts the caret into the object with this id, as soon as it is shown. */
	enter(id: string): void {
		const view = this.#views.get(id);
		if (view === undefined) this.#awaited = id;
		else view.enter();
	}
}

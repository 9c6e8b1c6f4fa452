import type { EditorView } from '@tiptap/pm/view';
import type { OpenDocument } from '$lib/sync/open-document.ts';
import type { Marker } from '#model/page/read-page.ts';
import type { BoardKind } from '#model/session/session.ts';
import type { PageBinding } from '../binding/page-binding.ts';
import type { PageMedia } from './media/page-media.svelte.ts';
import type { SandboxedMermaid } from './source/sandboxed-mermaid.ts';

/** A board of the session, to which a page may lead. */
export interface LinkedBoard {
	readonly id: string;
	readonly title: string;
	readonly kind: BoardKind;
	readonly href: string;
}

/** What an object's view can do to the page that it is on. */
export interface ObjectActions {
	readonly document: OpenDocument;
	readonly editable: boolean;
	readonly works: SharedWorks;
	/** The session's boards, as they are called now. */
	readonly boards: () => readonly LinkedBoard[];
	/** Changes what the object holds, as one step of this person's. `false`: it is gone. */
	readonly change: (write: (marker: Marker) => void) => boolean;
	/** What is done next can be taken back by itself. */
	readonly endStep: () => void;
	readonly marker: () => Marker | null;
	readonly undo: () => void;
	readonly redo: () => void;
	/** Selects the object as a whole, without taking the focus. */
	readonly select: () => void;
	/** The caret goes on before or after the object, or the object as a whole is selected. */
	readonly leave: (to: 'before' | 'after' | 'object') => void;
	/** Takes the object out of the page; undo brings it back. */
	readonly remove: () => void;
}

/** What all objects of one page share, made by the first that needs it. */
export interface SharedWorks {
	media: PageMedia | null;
	mermaid: SandboxedMermaid | null;
}

/** The page that objects are on. */
export interface PageOfObjects {
	readonly binding: PageBinding;
	readonly document: OpenDocument;
	readonly editable: boolean;
	readonly boards: () => readonly LinkedBoard[];
	/** In the place of an object whose program could not be fetched. */
	readonly failed: string;
}

/** Where an object is shown. */
export interface ObjectPlace {
	readonly id: string;
	readonly view: EditorView;
	/** `undefined`: no longer in the page. */
	readonly position: () => number | undefined;
	readonly works: SharedWorks;
	readonly page: PageOfObjects;
}

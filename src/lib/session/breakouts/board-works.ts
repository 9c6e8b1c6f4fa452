import type * as Y from 'yjs';
import type { IdentityId } from '#model/ids.ts';

/** Something with words on a group's board, that may be brought to another one. */
export interface Harvestable {
	readonly id: string;
	readonly text: string;
	/** How many stamps lie on it. */
	readonly marks: number;
}

/** What one group gives. */
export interface Sheaf {
	/** The group's name. */
	readonly title: string;
	readonly from: Y.Doc;
	/** In the order in which they shall stand. */
	readonly ids: readonly string[];
}

export interface Brought {
	readonly count: number;
	/** Takes all of it back that nobody has changed since. */
	undo(): void;
	close(): void;
}

/** What groups' whiteboards are looked at and harvested with; the whiteboard has it, since features know nothing of each other. */
export interface BoardWorks {
	/** Keeps a small picture up to date at a humane rate; `seen` hears how many things are on the board. Returns what stops it. */
	picture(doc: Y.Doc, canvas: HTMLCanvasElement, seen: (count: number) => void): () => void;
	/** What has words, the most stamped first, then the newest. */
	harvestable(doc: Y.Doc): readonly Harvestable[];
	/** Writes copies, in a frame for each group, beside what is there; one step. `null`: this program may not write there. */
	bring(into: Y.Doc, sheaves: readonly Sheaf[], by: IdentityId): Brought | null;
}

import type { Brand } from '../../brand.ts';

/** A row or a column. Its id is unique in its table and names its cells, whatever is inserted before it. */
export type TrackId = Brand<string, 'PageTrackId'>;

export interface TableColumn {
	readonly id: TrackId;
	/** Pixels; `null`: as wide as its words need. */
	readonly width: number | null;
}

/** Rows and columns lie under ids of their own, so that people can insert, move and delete them at once. */
export interface TableObject {
	readonly type: 'table';
	readonly rows: readonly TrackId[];
	readonly columns: readonly TableColumn[];
	/** Row by row. A line break within a cell is a line feed. */
	readonly cells: readonly (readonly string[])[];
	readonly headerRow: boolean;
	readonly headerColumn: boolean;
}

export interface ImageObject {
	readonly type: 'image';
	/** SHA-256 in hexadecimal digits: the name of its bytes. */
	readonly hash: string;
	/** Of the picture, in pixels. */
	readonly w: number;
	readonly h: number;
	/** What is read to those who do not see it; '': nobody has described it. */
	readonly alt: string;
	readonly caption: string;
	/** Percent of the text's width. */
	readonly width: number;
}

export interface FileObject {
	readonly type: 'file';
	readonly hash: string;
	readonly name: string;
	/** Of its content, in bytes. */
	readonly size: number;
}

/** TeX, as KaTeX reads it. */
export interface FormulaObject {
	readonly type: 'formula';
	readonly source: string;
}

/** A drawing in words, as Mermaid reads them. */
export interface DiagramObject {
	readonly type: 'diagram';
	readonly source: string;
}

/** Another board of the session, or a frame on it, or a card. */
interface Embed {
	/** Its id; whether there is such a board, and whether the reader may see it, is the server's to say. */
	readonly board: string;
	/** What it was called when it was put here, for where it cannot be asked. */
	readonly title: string;
}

export interface BoardObject extends Embed {
	readonly type: 'board';
	/** One shape or frame on it; `null`: all of it. */
	readonly shape: string | null;
}

export interface CardObject extends Embed {
	readonly type: 'card';
	readonly card: string;
}

export interface PageObjectOfPage extends Embed {
	readonly type: 'page';
}

/** What a page holds besides text: one block each, which nobody types around in but within its own fields. */
export type PageObject =
	| TableObject
	| ImageObject
	| FileObject
	| FormulaObject
	| DiagramObject
	| BoardObject
	| CardObject
	| PageObjectOfPage;

/** What is larger is shown in part: nobody made it by hand, and every reader's device has to draw it. */
export const OBJECT_LIMITS = {
	rows: 500,
	columns: 50,
	/** Letters of a formula's or a diagram's source, and of a cell. */
	source: 20_000,
	alt: 1_000,
	name: 200,
	/** Pixels. */
	columnWidth: { least: 48, most: 800 },
	/** Percent. */
	imageWidth: { least: 10, most: 100 }
} as const;

import type { Point } from '#model/whiteboard/geometry.ts';
import type { InkPoint } from '#model/whiteboard/ink.ts';
import { SHAPE_KINDS, type ShapeType } from '#model/whiteboard/shapes/registry.ts';
import type { Easel } from '../render/painters/painter.ts';

export const TOOL_NAMES = [
	'select',
	'hand',
	'pen',
	'highlighter',
	'eraser',
	'laser',
	'note',
	'text',
	'rectangle',
	'ellipse',
	'diamond',
	'triangle',
	'line',
	'arrow',
	'frame',
	'table',
	'stamp',
	'lasso',
	'comment'
] as const;
export type ToolName = (typeof TOOL_NAMES)[number];

/** For those who only look, too: they change nothing that is kept. */
export const READING_TOOLS: readonly ToolName[] = ['hand', 'laser'];

/** What a tool makes, for the tools that make something. */
export function shapeTypeOf(tool: ToolName): ShapeType | null {
	return Object.keys(SHAPE_KINDS).find((type): type is ShapeType => type === tool) ?? null;
}

/** A pointer on the board. */
export interface Press {
	readonly point: Point;
	/** In CSS pixels from the surface's top left. */
	readonly screen: Point;
	readonly shift: boolean;
	readonly alt: boolean;
	/** ⌘ on a Mac. */
	readonly ctrl: boolean;
	readonly pointer: 'mouse' | 'pen' | 'touch';
	/** Every sample since the last event, this one included, as fast as the device made them. */
	readonly samples: readonly InkPoint[];
	/** 2 for a double click or double tap. */
	readonly clicks: number;
}

/** One tool: a small state chart that pointer events drive. Exactly one is active. */
export interface Tool {
	/** The CSS cursor while it waits. */
	readonly cursor: string;
	press(press: Press): void;
	drag(press: Press): void;
	release(press: Press): void;
	/** The gesture turned out to be another (a second finger, Escape): leave no trace. */
	cancel(): void;
	/** Fetches its program, so that it is there when it is wanted. */
	fetch?(): void;
	/** By the keyboard: puts what it makes around the middle of the screen, ready to be written on. */
	place?(centre: Point): void;
	/** The board is being closed in the middle of a gesture: keep what was made. */
	finish?(): void;
	/** The pointer moved without being pressed; returns the cursor to show. */
	hover?(press: Press): string;
	/** Once before each frame while a gesture is on. */
	frame?(): void;
	/** Draws what is in progress; units are the board's. */
	paint?(easel: Easel): void;
}

import type { Shape, ShapeOf, ShapeType } from '#model/whiteboard/shapes/registry.ts';
import { arrow } from './arrow.ts';
import { ellipse } from './ellipse.ts';
import { frame } from './frame.ts';
import { image } from './image.ts';
import type { Ink } from './ink.ts';
import { line } from './line.ts';
import { link } from './link-card.ts';
import { note } from './note.ts';
import type { Painter } from './painter.ts';
import { highlighter, pen } from './pen.ts';
import { diamond, triangle } from './polygon.ts';
import { rectangle } from './rectangle.ts';
import { stamp } from './stamp.ts';
import { table } from './table.ts';
import { text } from './text.ts';

const PAINTERS = {
	pen,
	highlighter,
	note,
	text,
	rectangle,
	ellipse,
	diamond,
	triangle,
	line,
	arrow,
	frame,
	image,
	table,
	link,
	stamp
} satisfies {
	[K in ShapeType]: Painter<ShapeOf<K>> | Painter<ShapeOf<K>, Ink>;
};

/** The painter of a shape whose type is not known at compile time. */
export function painterOf(type: ShapeType): Painter<Shape, unknown> {
	return PAINTERS[type];
}

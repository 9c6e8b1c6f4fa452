import type { Shape, ShapeOf, ShapeType } from '#model/whiteboard/shapes/registry.ts';
import { arrow } from './arrow.ts';
import { ellipse } from './ellipse.ts';
import { note } from './note.ts';
import type { Painter } from './painter.ts';
import { pen } from './pen.ts';
import { rectangle } from './rectangle.ts';
import { text } from './text.ts';

const PAINTERS = { pen, note, text, rectangle, ellipse, arrow } satisfies {
	[K in ShapeType]: Painter<ShapeOf<K>>;
};

/** The painter of a shape whose type is not known at compile time. */
export function painterOf(type: ShapeType): Painter<Shape> {
	return PAINTERS[type];
}

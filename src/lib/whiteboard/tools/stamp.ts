import type { Point } from '#model/whiteboard/geometry.ts';
import { kindOf } from '#model/whiteboard/shapes/registry.ts';
import { STAMP_COLORS, type StampShape } from '#model/whiteboard/shapes/stamp.ts';
import { make, newBase } from '../edits.ts';
import type { Editor } from '../editor.svelte.ts';
import { nameOfShape } from '../shape-names.ts';
import type { Tool } from './tool.ts';

/** One press, one stamp; it stays in hand for the next. */
export function createStampTool(editor: Editor): Tool {
	function shapeAt(centre: Point): StampShape {
		const { w, h, style } = kindOf('stamp').defaults;
		const name = editor.nextStyle.stamp;
		return {
			...newBase(editor, 'stamp'),
			type: 'stamp',
			stamp: name,
			x: centre.x - w / 2,
			y: centre.y - h / 2,
			w,
			h,
			style: { ...style, color: STAMP_COLORS[name] }
		};
	}

	return {
		cursor: 'copy',
		press: () => {},
		drag: () => {},
		release: ({ point }) => make(editor, shapeAt(point)),
		place(centre) {
			const shape = shapeAt(centre);
			make(editor, shape);
			editor.use('select');
			editor.select([shape.id]);
			editor.announce(nameOfShape(editor.board, shape));
		},
		cancel: () => {}
	};
}

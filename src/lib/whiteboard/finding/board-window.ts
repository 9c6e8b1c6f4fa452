import { grown, type Box } from '#model/whiteboard/geometry.ts';
import type { BoardRegion } from '#model/session/stage.ts';
import { unreachable } from '#model/unreachable.ts';
import { isShapeId } from '#model/whiteboard/ids.ts';
import type { Editor } from '../editor.svelte.ts';
import { t } from '$lib/messages/whiteboard-finding.ts';
import { glideToBox } from './glide.ts';
import { slidesOf } from '#model/whiteboard/slides.ts';

type Area = Extract<BoardRegion, { readonly of: 'area' }>;

/** Some paper is seen around what is selected, in board units. */
const AROUND = 24;

/** One tab's window on a board, for whoever leads people to a part of it. */
export interface LedWindow {
	readonly of: 'whiteboard';
	/** The part that is seen now, in the board's coordinates. */
	readonly visible: () => Area;
	/** The part that is selected; `null`: nothing is. */
	readonly selected: () => Area | null;
	readonly show: (region: BoardRegion) => void;
	readonly frames: () => readonly { readonly id: string; readonly title: string }[];
}

export function windowOf(editor: Editor): LedWindow {
	return {
		of: 'whiteboard',
		visible: () => areaOf(editor.visible),
		selected: () => {
			const box = editor.scene.boundsOf(editor.selection);
			return box === null ? null : areaOf(grown(box, AROUND));
		},
		show(region: BoardRegion): void {
			const box = boxOf(editor, region);
			if (box !== null) glideToBox(editor, box);
		},
		frames: () =>
			slidesOf(editor.board.shapes.values()).map(({ id }, at) => ({
				id,
				title: editor.board.textOf(id).trim() || t.unnamedFrame(at + 1)
			}))
	};
}

function areaOf({ x, y, w, h }: Box): Area {
	return { of: 'area', x, y, width: w, height: h };
}

function boxOf(editor: Editor, region: BoardRegion): Box | null {
	switch (region.of) {
		case 'all':
			return editor.scene.bounds();
		case 'frame':
			return isShapeId(region.frame) ? editor.scene.boundsOf([region.frame]) : null;
		case 'area':
			return { x: region.x, y: region.y, w: region.width, h: region.height };
		default:
			return unreachable(region);
	}
}

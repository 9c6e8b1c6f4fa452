import { type ArrowShape, endsOf } from '#model/whiteboard/shapes/arrow.ts';
import { withEnd } from '../connections.ts';
import { replaceAll } from '../edits.ts';
import type { Editor } from '../editor.svelte.ts';
import { tipOf } from './arrow.ts';
import { handleAt } from './handles.ts';
import { type Landing, landingFrom, paintLanding } from './landing.ts';
import type { Drag, Part } from './part.ts';
import type { Press } from './tool.ts';

/** The ends of a selected arrow, which can be taken elsewhere. */
export function createArrowEnds(editor: Editor): Part {
	function endUnder(press: Press): 'from' | 'to' | null {
		const box = editor.scene.boundsOf(editor.selection);
		if (box === null || editor.readonly) return null;
		const handle = handleAt(editor.selectedShapes, box, editor.camera, press.screen, press.pointer);
		return handle?.on === 'arrow' ? handle.end : null;
	}

	return {
		take(press) {
			const end = endUnder(press);
			return end === null ? null : startPull(editor, end);
		},
		hover: (press) => (endUnder(press) === null ? null : 'move')
	};
}

function startPull(editor: Editor, end: 'from' | 'to'): Drag {
	const arrow = editor.selectedShapes[0] as ArrowShape;
	let now = arrow;
	let landing: Landing | null = null;
	const stop = (): void => editor.show({ at: 'none' });
	return {
		drag(press) {
			landing = endLanding(editor, arrow, end, press);
			now = withEnd(editor, arrow, end, landing);
			editor.show({ at: 'reshaping', items: [editor.scene.ghost(now)] });
		},
		release() {
			if (now !== arrow) replaceAll(editor, [now]);
			stop();
		},
		cancel: stop,
		paint: (easel) => paintLanding(easel, editor, landing)
	};
}

/** Where an end goes. Shift keeps the arrow to steps of direction. */
function endLanding(editor: Editor, arrow: ArrowShape, end: 'from' | 'to', press: Press): Landing {
	const [from, to] = endsOf(arrow);
	const other =
		end === 'from'
			? { point: to, shape: arrow.end?.shape ?? null }
			: { point: from, shape: arrow.start?.shape ?? null };
	const landing = landingFrom(editor, press, other);
	return landing.on === 'shape' ? landing : { on: 'paper', point: tipOf(other.point, press) };
}

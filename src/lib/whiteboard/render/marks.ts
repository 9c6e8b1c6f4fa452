import { t } from '$lib/messages/whiteboard.ts';
import { paintFrameTitles } from './frame-titles.ts';
import { paintPeerLasers } from './laser-marks.ts';
import type { Screen } from './screen.ts';
import { paintSelection } from './selection-marks.ts';

/** What lies over the shapes and is as large at every zoom. */
export function paintMarks(screen: Screen): void {
	paintFrameTitles(screen, t.types.frame);
	if (!screen.editor.showsPointers) return;
	paintSelection(screen);
	paintPeerLasers(screen);
}

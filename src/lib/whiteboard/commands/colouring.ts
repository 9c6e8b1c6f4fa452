import { BOARD_COLORS } from '#model/whiteboard/style.ts';
import { t as words } from '$lib/messages/whiteboard.ts';
import { t } from '$lib/messages/whiteboard-commands.ts';
import { restyle } from '../edits.ts';
import type { Command } from './command.ts';

/** One for each colour of the palette: for what is selected, and for what comes next. */
export const COLOURING: readonly Command[] = BOARD_COLORS.map((color) => ({
	id: `colour-${color}`,
	group: 'edit',
	label: () => t.colour(words.colors[color]),
	shortcuts: [],
	writes: true,
	run(editor) {
		restyle(editor, { color });
		editor.announce(t.coloured(words.colors[color]));
	}
}));

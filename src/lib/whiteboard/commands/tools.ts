import type { Component } from 'svelte';
import { t } from '$lib/messages/whiteboard.ts';
import { TOOL_ICONS } from '../chrome/icons.ts';
import { placeNoteAtPointer } from '../new-note.ts';
import { READING_TOOLS, type ToolName, TOOL_NAMES } from '../tools/tool.ts';
import { stampByKey } from '../stamping.ts';
import type { Command } from './command.ts';

const KEYS: Readonly<Record<ToolName, readonly string[]>> = {
	select: ['V'],
	hand: ['H'],
	lasso: ['Shift+L'],
	eraser: ['E'],
	laser: ['Shift+E'],
	pen: ['P'],
	highlighter: ['M'],
	note: ['N'],
	text: ['T'],
	rectangle: ['R'],
	ellipse: ['O'],
	diamond: ['D'],
	triangle: ['Shift+T'],
	line: ['Shift+P'],
	frame: ['F'],
	table: ['B'],
	stamp: ['S'],
	arrow: ['A'],
	comment: ['C']
};

/** One command for each tool. */
export const TOOL_COMMANDS: readonly (Command & { readonly tool: ToolName; readonly icon: Component })[] =
	TOOL_NAMES.map((tool) => ({
		id: `tool-${tool}`,
		tool,
		group: 'tools',
		label: () => t.tools[tool],
		shortcuts: KEYS[tool],
		icon: TOOL_ICONS[tool],
		writes: !READING_TOOLS.includes(tool),
		run: (editor) => editor.use(tool),
		// A key is pressed with the pointer where the note should be; a button is not.
		...(tool === 'note' ? { runByKey: placeNoteAtPointer } : {}),
		...(tool === 'stamp' ? { runByKey: stampByKey } : {})
	}));

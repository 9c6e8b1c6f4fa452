import type { Command } from './command.ts';
import { remove } from './delete.ts';
import { enter } from './enter.ts';
import { redo, undo } from './history.ts';
import { help, list, menu, palette } from './panels.ts';
import { TOOL_COMMANDS } from './tools.ts';
import { actualSize, fit, fitSelection, zoomIn, zoomOut } from './zoom.ts';

/**
 * What is there with the first stroke: what the bars show, and what people do all the time. Everything else goes into
 * more.ts, which is fetched once the board stands.
 */
export const FIRST_COMMANDS: readonly Command[] = [
	...TOOL_COMMANDS,
	undo,
	redo,
	remove,
	enter,
	zoomIn,
	zoomOut,
	actualSize,
	fit,
	fitSelection,
	list,
	palette,
	help,
	menu
];

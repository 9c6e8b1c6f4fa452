import type { ToolName } from '../tools/tool.ts';

/** How the popover of tools is parted, from what people reach for first. */
export const TOOL_SHELVES = ['draw', 'write', 'shapes', 'parts', 'hold'] as const;
export type ToolShelf = (typeof TOOL_SHELVES)[number];

/** Where each tool lies. */
export const SHELF_OF: Readonly<Record<ToolName, ToolShelf>> = {
	pen: 'draw',
	highlighter: 'draw',
	eraser: 'draw',
	laser: 'draw',
	note: 'write',
	text: 'write',
	comment: 'write',
	rectangle: 'shapes',
	ellipse: 'shapes',
	diamond: 'shapes',
	triangle: 'shapes',
	line: 'shapes',
	arrow: 'shapes',
	frame: 'parts',
	table: 'parts',
	stamp: 'parts',
	select: 'hold',
	hand: 'hold',
	lasso: 'hold'
};

/** Those that the bar always shows, by how much room it has; two more buttons hold the last used of the others, and all. */
export function mainTools(width: number): readonly ToolName[] {
	if (width >= 600) return ['select', 'hand', 'pen', 'eraser', 'note', 'text', 'arrow'];
	return width >= 372 ? ['select', 'pen', 'note', 'text'] : ['select', 'pen', 'note'];
}

import type { Component } from 'svelte';
import Circle from '@lucide/svelte/icons/circle';
import Eraser from '@lucide/svelte/icons/eraser';
import Hand from '@lucide/svelte/icons/hand';
import Lasso from '@lucide/svelte/icons/lasso';
import MousePointer2 from '@lucide/svelte/icons/mouse-pointer-2';
import MoveUpRight from '@lucide/svelte/icons/move-up-right';
import Pencil from '@lucide/svelte/icons/pencil';
import Square from '@lucide/svelte/icons/square';
import StickyNote from '@lucide/svelte/icons/sticky-note';
import Type from '@lucide/svelte/icons/type';
import type { ToolName } from '../tools/tool.ts';

export const TOOL_ICONS: Readonly<Record<ToolName, Component>> = {
	select: MousePointer2,
	hand: Hand,
	lasso: Lasso,
	eraser: Eraser,
	pen: Pencil,
	note: StickyNote,
	text: Type,
	rectangle: Square,
	ellipse: Circle,
	arrow: MoveUpRight
};

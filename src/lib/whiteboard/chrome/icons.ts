import type { Component } from 'svelte';
import Circle from '@lucide/svelte/icons/circle';
import Diamond from '@lucide/svelte/icons/diamond';
import Eraser from '@lucide/svelte/icons/eraser';
import Frame from '@lucide/svelte/icons/frame';
import Hand from '@lucide/svelte/icons/hand';
import Highlighter from '@lucide/svelte/icons/highlighter';
import Lasso from '@lucide/svelte/icons/lasso';
import MessageCircle from '@lucide/svelte/icons/message-circle';
import MousePointer2 from '@lucide/svelte/icons/mouse-pointer-2';
import MoveUpRight from '@lucide/svelte/icons/move-up-right';
import Pencil from '@lucide/svelte/icons/pencil';
import Waypoints from '@lucide/svelte/icons/waypoints';
import Sparkles from '@lucide/svelte/icons/sparkles';
import Square from '@lucide/svelte/icons/square';
import Stamp from '@lucide/svelte/icons/stamp';
import StickyNote from '@lucide/svelte/icons/sticky-note';
import Table from '@lucide/svelte/icons/table-2';
import Triangle from '@lucide/svelte/icons/triangle';
import Type from '@lucide/svelte/icons/type';
import type { ToolName } from '../tools/tool.ts';

export const TOOL_ICONS: Readonly<Record<ToolName, Component>> = {
	select: MousePointer2,
	hand: Hand,
	lasso: Lasso,
	eraser: Eraser,
	laser: Sparkles,
	pen: Pencil,
	highlighter: Highlighter,
	note: StickyNote,
	text: Type,
	rectangle: Square,
	ellipse: Circle,
	diamond: Diamond,
	triangle: Triangle,
	line: Waypoints,
	frame: Frame,
	table: Table,
	stamp: Stamp,
	arrow: MoveUpRight,
	comment: MessageCircle
};

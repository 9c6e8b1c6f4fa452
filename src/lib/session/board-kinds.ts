import FileText from '@lucide/svelte/icons/file-text';
import PenLine from '@lucide/svelte/icons/pen-line';
import Columns3 from '@lucide/svelte/icons/columns-3';
import type { Component } from 'svelte';
import type { BoardKind } from '#model/session/session.ts';

/** The sign of each kind of board. */
export const BOARD_ICONS = {
	whiteboard: PenLine,
	problem: Columns3,
	page: FileText
} as const satisfies { readonly [Kind in BoardKind]: Component };

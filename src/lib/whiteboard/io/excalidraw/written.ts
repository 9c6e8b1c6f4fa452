import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import type { Style } from '#model/whiteboard/style.ts';
import { type BoardTheme, solidOf, strokeOf } from '../../render/board-theme.ts';
import { hexOf, parseColor } from '../vector/color.ts';
import { AS_WRITTEN } from './own-data.ts';

export type Written = Record<string, unknown> & { readonly id: string };

/** What every element has, whatever it is. */
export function base(shape: Shape, theme: BoardTheme): Written {
	const { style } = shape;
	const hasLink = shape.link !== null;
	return {
		id: shape.id,
		angle: shape.rotation,
		strokeColor: style.ownStroke === 'none' ? 'transparent' : hex(strokeOf(theme, style)),
		backgroundColor: fillOf(style, theme),
		fillStyle: 'solid',
		strokeWidth: style.width,
		strokeStyle: style.dash,
		roughness: style.look === 'drawn' ? 1 : 0,
		opacity: Math.round(style.opacity * 100),
		groupIds: [...shape.groups],
		frameId: shape.frame,
		roundness: null,
		seed: seedOf(shape.id),
		version: AS_WRITTEN,
		versionNonce: seedOf(shape.id),
		isDeleted: false,
		boundElements: [],
		updated: 1,
		link: hasLink ? shape.link : null,
		locked: shape.locked
	};
}

function fillOf(style: Style, theme: BoardTheme): string {
	if (style.fill === 'none') return 'transparent';
	return hex(style.fill === 'solid' ? solidOf(theme, style) : theme.tint[style.color]);
}

/** Excalidraw reads no other notation of a colour as reliably. */
export function hex(color: string): string {
	const parsed = parseColor(color);
	return parsed === null ? color : hexOf(parsed);
}

/** The same shape wobbles the same way in each export. */
function seedOf(id: string): number {
	let seed = 7;
	for (const character of id) seed = (seed * 31 + character.charCodeAt(0)) % 2_147_483_647;
	return seed;
}

import type { BoardColor } from '#model/whiteboard/style.ts';

/** The colours and the face that the canvases draw with: the design tokens as plain values. */
export interface BoardTheme {
	readonly paper: string;
	readonly ink: string;
	readonly dots: string;
	readonly accent: string;
	readonly selection: string;
	readonly noteInk: string;
	readonly noteShadow: string;
	readonly font: string;
	readonly stroke: Readonly<Record<BoardColor, string>>;
	readonly tint: Readonly<Record<BoardColor, string>>;
	readonly note: Readonly<Record<BoardColor, string>>;
	/** What is written on a solid fill. */
	readonly onSolid: Readonly<Record<BoardColor, string>>;
}

/** Which tokens a board colour is made of. */
export const COLOR_TOKENS: Readonly<
	Record<BoardColor, { stroke: string; tint: string; onSolid: string; note: string }>
> = {
	ink: { stroke: '--ink', tint: '--sunken', onSolid: '--paper', note: '--note-grey' },
	clay: member('clay', '--note-peach'),
	amber: member('amber', '--note-yellow'),
	moss: member('moss', '--note-mint'),
	sky: member('sky', '--note-blue'),
	plum: member('plum', '--note-lilac'),
	rose: member('rose', '--note-pink')
};

function member(name: string, note: string): (typeof COLOR_TOKENS)[BoardColor] {
	return { stroke: `--member-${name}`, tint: `--member-${name}-soft`, onSolid: `--member-${name}-ink`, note };
}

/** Reads the tokens as they stand at `element` now; read them again when the theme changes. */
export function readTheme(element: Element): BoardTheme {
	const computed = getComputedStyle(element);
	const token = (name: string): string => computed.getPropertyValue(name).trim();
	const shades = (part: keyof (typeof COLOR_TOKENS)[BoardColor]): Record<BoardColor, string> =>
		Object.fromEntries(
			Object.entries(COLOR_TOKENS).map(([color, tokens]) => [color, token(tokens[part])])
		) as Record<BoardColor, string>;
	return {
		paper: token('--paper'),
		ink: token('--ink'),
		dots: token('--line'),
		accent: token('--accent'),
		selection: token('--focus'),
		noteInk: token('--note-ink'),
		noteShadow: 'rgb(40 32 16 / 0.065)',
		font: token('--font-ui') || 'sans-serif',
		stroke: shades('stroke'),
		tint: shades('tint'),
		note: shades('note'),
		onSolid: shades('onSolid')
	};
}

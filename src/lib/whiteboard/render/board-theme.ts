import type { BoardColor, Font, OwnColor, Style } from '#model/whiteboard/style.ts';
import { type Families, FONT_TOKENS } from './faces.ts';

/** The colours and the face that the canvases draw with: the design tokens as plain values. */
export interface BoardTheme {
	readonly paper: string;
	readonly ink: string;
	readonly dots: string;
	readonly accent: string;
	readonly selection: string;
	/** Of the lines that show why a drag came to rest. */
	readonly guide: string;
	readonly noteInk: string;
	readonly noteShadow: string;
	/** Around notes, where their colour does not part them from the paper. */
	readonly noteEdge: string | null;
	/** Colours are the system's: nobody's own ones count. */
	readonly forced: boolean;
	readonly font: string;
	readonly families: Families;
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

function familiesOf(token: (name: string) => string): Families {
	return Object.fromEntries(
		Object.entries(FONT_TOKENS).map(([font, name]) => [font, token(name) || 'sans-serif'])
	) as Record<Font, string>;
}

/** Reads the tokens as they stand at `element` now; read them again when the theme changes. */
export function readTheme(element: Element): BoardTheme {
	const computed = getComputedStyle(element);
	const token = (name: string): string => computed.getPropertyValue(name).trim();
	const shades = (part: keyof (typeof COLOR_TOKENS)[BoardColor]): Record<BoardColor, string> =>
		Object.fromEntries(
			Object.entries(COLOR_TOKENS).map(([color, tokens]) => [color, token(tokens[part])])
		) as Record<BoardColor, string>;
	const theme: BoardTheme = {
		paper: token('--paper'),
		ink: token('--ink'),
		dots: token('--line'),
		accent: token('--accent'),
		selection: token('--focus'),
		guide: token('--member-rose'),
		noteInk: token('--note-ink'),
		noteShadow: 'rgb(40 32 16 / 0.065)',
		noteEdge: null,
		forced: false,
		font: token('--font-ui') || 'sans-serif',
		families: familiesOf(token),
		stroke: shades('stroke'),
		tint: shades('tint'),
		note: shades('note'),
		onSolid: shades('onSolid')
	};
	return matchMedia('(forced-colors: active)').matches ? forced(theme) : theme;
}

/** High contrast: canvases are not recoloured by the browser, as everything else is. */
function forced(theme: BoardTheme): BoardTheme {
	const context = document.createElement('canvas').getContext('2d')!;
	// As `#rrggbb`, which is what the tokens are.
	const system = (name: string): string => {
		context.fillStyle = name;
		return context.fillStyle;
	};
	const [paper, ink, marked] = [system('Canvas'), system('CanvasText'), system('Highlight')];
	const all = (color: string): Record<BoardColor, string> =>
		Object.fromEntries(Object.keys(COLOR_TOKENS).map((name) => [name, color])) as Record<BoardColor, string>;
	return {
		...theme,
		paper,
		ink,
		dots: paper,
		accent: marked,
		selection: marked,
		guide: marked,
		noteInk: ink,
		noteShadow: 'rgb(0 0 0 / 0)',
		noteEdge: ink,
		forced: true,
		stroke: all(ink),
		tint: all(paper),
		note: all(paper),
		onSolid: all(paper)
	};
}

/** The colour of a shape's lines. */
export function strokeOf(theme: BoardTheme, { color, ownStroke }: Style): string {
	if (ownStroke === 'none') return 'rgb(0 0 0 / 0)';
	return ownStroke === null || theme.forced ? theme.stroke[color] : onGround(theme, ownStroke);
}

/** The colour of a solid fill. */
export function solidOf(theme: BoardTheme, { color, ownFill }: Style): string {
	return ownFill === null || theme.forced ? theme.stroke[color] : onGround(theme, ownFill);
}

/** The colour of words on a solid fill. */
export function onSolidOf(theme: BoardTheme, { color, ownFill }: Style): string {
	if (ownFill === null || theme.forced) return theme.onSolid[color];
	const ground = lightness(onGround(theme, ownFill));
	const away = (other: string): number => Math.abs(lightness(other) - ground);
	return away(theme.ink) > away(theme.paper) ? theme.ink : theme.paper;
}

/** Whether light is written on dark. */
export function isDark({ paper }: BoardTheme): boolean {
	return lightness(paper) < 0.5;
}

/** On dark paper, a colour that was chosen for white paper changes places with the one as far from black. */
function onGround({ paper }: BoardTheme, own: OwnColor): string {
	if (lightness(paper) > 0.5) return own;
	const [r, g, b] = partsOf(own);
	const turn = 255 - Math.max(r, g, b) - Math.min(r, g, b);
	// White becomes the paper, black a soft white.
	const [low, high] = [Math.max(...partsOf(paper)), 236];
	const hex = [r, g, b].map((part) => Math.round(low + ((part + turn) / 255) * (high - low)));
	return `#${hex.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** 0 for black, 1 for white; of `#rrggbb`, which is how the tokens are written. */
function lightness(color: string): number {
	const [r, g, b] = partsOf(color);
	return (0.299 * r + 0.587 * g + 0.114 * b) / 255;
}

function partsOf(color: string): [number, number, number] {
	const value = parseInt(color.slice(1, 7), 16);
	return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

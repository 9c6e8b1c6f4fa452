import { BOARD_COLORS, type BoardColor } from '#model/whiteboard/style.ts';
import type { BoardTheme } from '../render/board-theme.ts';

const every = (color: string): Record<BoardColor, string> =>
	Object.fromEntries(BOARD_COLORS.map((name) => [name, color])) as Record<BoardColor, string>;

/** Colours to test with, where no style sheet is. */
export const PLAIN_THEME: BoardTheme = {
	paper: '#ffffff',
	ink: '#202020',
	dots: '#dddddd',
	accent: '#008000',
	selection: '#0000ff',
	guide: '#b92b5e',
	noteInk: '#222222',
	noteEdge: '#dddddd',
	forced: false,
	noteShadow: 'rgb(40 32 16 / 0.065)',
	font: 'sans-serif',
	families: { sans: 'sans-serif', serif: 'serif', mono: 'monospace', hand: 'cursive' },
	stroke: { ...every('#336699'), ink: '#202020' },
	tint: every('#ddeeff'),
	note: every('#ffee99'),
	onSolid: every('#ffffff')
};

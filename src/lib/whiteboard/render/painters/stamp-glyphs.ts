import type { StampName } from '#model/whiteboard/shapes/stamp.ts';

/** The side of the square that the signs are drawn on. */
const SIDE = 24;

/**
 * The signs as lines, drawn by us: `M` goes, `L` draws to a point, `C` along a curve, `Z` back to where it went. They keep
 * clear of the disc's rim.
 */
const GLYPHS: Readonly<Record<StampName, string>> = {
	tick: 'M 6.5 12.5 L 10.5 16.5 L 17.5 8',
	cross: 'M 8 8 L 16 16 M 16 8 L 8 16',
	heart:
		'M 12 17.5 C 8 14.5 6 12.4 6 10 C 6 8.2 7.3 7 9 7 C 10.3 7 11.4 7.8 12 9 C 12.6 7.8 13.7 7 15 7 C 16.7 7 18 8.2 18 10 C 18 12.4 16 14.5 12 17.5 Z',
	star: 'M 12 5.6 L 13.9 9.8 L 18.4 10.3 L 15 13.3 L 16 17.8 L 12 15.5 L 8 17.8 L 9 13.3 L 5.6 10.3 L 10.1 9.8 Z',
	up: 'M 6.5 11 L 6.5 17.5 M 9.5 17.5 L 9.5 11 L 12.4 5.8 C 13.6 5.9 14.2 6.8 14 8 L 13.5 10.5 L 17 10.5 C 17.8 10.5 18.2 11.2 18 12 L 17 16.2 C 16.8 17 16.2 17.5 15.4 17.5 Z',
	down: 'M 6.5 13 L 6.5 6.5 M 9.5 6.5 L 9.5 13 L 12.4 18.2 C 13.6 18.1 14.2 17.2 14 16 L 13.5 13.5 L 17 13.5 C 17.8 13.5 18.2 12.8 18 12 L 17 7.8 C 16.8 7 16.2 6.5 15.4 6.5 Z',
	question:
		'M 8.8 9.4 C 8.8 7.4 10.2 6.2 12 6.2 C 13.9 6.2 15.3 7.4 15.3 9.1 C 15.3 11.6 12 11.6 12 14 M 12 17.6 L 12 17.7',
	idea: 'M 9.8 15 C 9.8 13.6 7.6 12.6 7.6 9.8 C 7.6 7.3 9.6 5.4 12 5.4 C 14.4 5.4 16.4 7.3 16.4 9.8 C 16.4 12.6 14.2 13.6 14.2 15 Z M 10.4 18 L 13.6 18',
	warning: 'M 12 6.2 L 12 13.4 M 12 17.4 L 12 17.5',
	flag: 'M 8.2 18.4 L 8.2 6 M 8.2 6.6 C 10.6 5.4 13.4 8 16.4 6.6 L 16.4 12.4 C 13.4 13.8 10.6 11.2 8.2 12.4',
	one: 'M 10.2 8.4 L 12.8 6.6 L 12.8 17.4',
	two: 'M 9 9.2 C 9 7.6 10.2 6.5 12 6.5 C 13.8 6.5 15 7.6 15 9.1 C 15 11.6 9 14.4 9 17.3 L 15.2 17.3',
	three:
		'M 9 8.4 C 9.4 7.2 10.5 6.5 11.9 6.5 C 13.6 6.5 14.9 7.5 14.9 9 C 14.9 10.6 13.6 11.5 11.6 11.5 C 13.8 11.5 15.2 12.6 15.2 14.4 C 15.2 16.2 13.8 17.4 11.9 17.4 C 10.3 17.4 9.1 16.6 8.7 15.3'
};

/** The data of a stamp's sign for an SVG path on a square of 24 by 24. */
export function stampGlyphData(name: StampName): string {
	return GLYPHS[name];
}

/** The sign of a stamp as a path in a box. */
export function stampGlyph(name: StampName, w: number, h: number): Path2D {
	const path = new Path2D();
	const tokens = GLYPHS[name].split(' ');
	let at = 0;
	const x = (): number => (Number(tokens[at++]) / SIDE) * w;
	const y = (): number => (Number(tokens[at++]) / SIDE) * h;
	while (at < tokens.length)
		switch (tokens[at++]) {
			case 'M':
				path.moveTo(x(), y());
				break;
			case 'L':
				path.lineTo(x(), y());
				break;
			case 'C':
				path.bezierCurveTo(x(), y(), x(), y(), x(), y());
				break;
			default:
				path.closePath();
		}
	return path;
}

import { contains, grown } from '../geometry.ts';
import { type BoardColor, DEFAULT_STYLE } from '../style.ts';
import type { ShapeBase, ShapeKind } from './kind.ts';

export const STAMPS = [
	'tick',
	'cross',
	'heart',
	'star',
	'up',
	'down',
	'question',
	'idea',
	'warning',
	'flag',
	'one',
	'two',
	'three'
] as const;
export type StampName = (typeof STAMPS)[number];

/** The colour that each comes in. */
export const STAMP_COLORS: Readonly<Record<StampName, BoardColor>> = {
	tick: 'moss',
	cross: 'clay',
	heart: 'rose',
	star: 'amber',
	up: 'moss',
	down: 'clay',
	question: 'sky',
	idea: 'amber',
	warning: 'clay',
	flag: 'plum',
	one: 'ink',
	two: 'ink',
	three: 'ink'
};

/** A small mark that says one thing. */
export interface StampShape extends ShapeBase {
	readonly type: 'stamp';
	readonly stamp: StampName;
}

export const stamp: ShapeKind<'stamp'> = {
	type: 'stamp',
	hasText: false,
	resizing: 'proportional',
	styled: ['color', 'opacity'],
	defaults: { w: 48, h: 48, style: { ...DEFAULT_STYLE, color: 'moss' } },
	parse(base, stored) {
		const name = STAMPS.find((one) => one === stored.k);
		return name === undefined ? null : { ...base, type: 'stamp', stamp: name };
	},
	store: (shape) => ({ k: shape.stamp }),
	hit: (shape, point, tolerance) => contains(grown(shape, tolerance), point),
	fitted: (shape, box) => ({ ...shape, ...box })
};

import type { GroupId } from '#model/whiteboard/ids.ts';
import { IDENTITY, type Matrix, multiplied, scaling, translation } from '../vector/matrix.ts';
import type { Copied } from '../../copies.ts';
import type { Changes } from '../changes.ts';
import type { XmlElement } from './xml-reader.ts';
import { numbersIn, transformOf } from './transform.ts';

/** What is passed on from an element to those in it. */
export interface Context {
	readonly matrix: Matrix;
	readonly looks: Readonly<Record<string, string>>;
	readonly groups: readonly GroupId[];
}

/** What was found so far. */
export interface Result {
	readonly pieces: Copied[];
	readonly images: Map<string, Blob>;
	readonly changes: Changes;
}

const INHERITED = [
	'fill',
	'fill-opacity',
	'stroke',
	'stroke-width',
	'stroke-dasharray',
	'stroke-opacity',
	'font-size',
	'font-family',
	'font-weight',
	'font-style',
	'text-anchor',
	'display',
	'visibility'
];

/** From the units of the view box to pixels. */
export function viewOf({ attributes }: XmlElement): Matrix {
	const [x, y, w, h] = numbersIn(attributes.viewBox ?? '');
	const [width, height] = [parseFloat(attributes.width ?? ''), parseFloat(attributes.height ?? '')];
	if (!(w! > 0) || !(h! > 0)) return IDENTITY;
	const isPart = /%$/u.test(attributes.width ?? '');
	const by = isPart ? 1 : Math.min(width > 0 ? width / w! : Infinity, height > 0 ? height / h! : Infinity);
	return multiplied(
		scaling(Number.isFinite(by) ? by : 1, Number.isFinite(by) ? by : 1),
		translation(-x!, -y!)
	);
}

/** What holds for an element and for those in it. */
export function withOwn({ attributes }: XmlElement, outer: Context): Context {
	const looks = { ...outer.looks };
	const styles = Object.fromEntries(
		(attributes.style ?? '').split(';').flatMap((declaration) => {
			const [key, value] = declaration.split(':', 2);
			return value === undefined ? [] : [[key!.trim(), value.trim()]];
		})
	) as Record<string, string>;
	for (const key of INHERITED) {
		const value = styles[key] ?? attributes[key];
		if (value !== undefined && value !== 'inherit') looks[key] = value;
	}
	const opacity = Number(styles.opacity ?? attributes.opacity ?? 1) * Number(outer.looks.opacity ?? 1);
	looks.opacity = String(Number.isFinite(opacity) ? opacity : 1);
	return { ...outer, matrix: multiplied(outer.matrix, transformOf(attributes.transform ?? '')), looks };
}

/** How much longer lines become. */
export function scaleOf([a, b, c, d]: Matrix): number {
	return Math.sqrt(Math.abs(a * d - b * c));
}

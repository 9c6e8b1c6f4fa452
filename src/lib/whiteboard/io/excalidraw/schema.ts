import * as v from 'valibot';
import { flag, id, idOrNull, listOf, number, oneOf, strictNumber, text } from '../foreign.ts';

/** The elements of Excalidraw's scene format (https://docs.excalidraw.com/docs/codebase/json-schema), as all its versions wrote them. */

const MAX_POINTS = 50_000;
const point = v.tuple([strictNumber, strictNumber]);

const bound = v.fallback(
	v.nullable(
		v.object({
			elementId: id,
			/** Fractions of the bound element's box; newer files only. */
			fixedPoint: v.fallback(v.nullable(point), null)
		})
	),
	null
);

const base = v.object({
	id,
	type: v.string(),
	x: strictNumber,
	y: strictNumber,
	width: number(0),
	height: number(0),
	angle: number(0),
	strokeColor: text('#000000'),
	backgroundColor: text('transparent'),
	fillStyle: text('solid'),
	strokeWidth: number(1),
	strokeStyle: oneOf(['solid', 'dashed', 'dotted'], 'solid'),
	roughness: number(1),
	opacity: number(100),
	groupIds: listOf(id, 16),
	frameId: idOrNull,
	roundness: v.fallback(v.nullable(v.object({ type: number(1) })), null),
	/** What `roundness` was in older files. */
	strokeSharpness: oneOf(['sharp', 'round'], 'sharp'),
	version: number(0),
	isDeleted: flag,
	locked: flag,
	link: v.fallback(v.nullable(v.string()), null),
	boundElements: listOf(v.object({ id }), 1_000),
	customData: v.optional(v.unknown()),
	text: text(),
	originalText: v.fallback(v.nullable(v.string()), null),
	fontSize: number(20),
	fontFamily: number(1),
	textAlign: oneOf(['left', 'center', 'right'], 'left'),
	containerId: idOrNull,
	autoResize: v.fallback(v.boolean(), true),
	points: listOf(point, MAX_POINTS),
	pressures: listOf(number(0.5), MAX_POINTS),
	simulatePressure: v.fallback(v.boolean(), true),
	startBinding: bound,
	endBinding: bound,
	startArrowhead: v.fallback(v.nullable(v.string()), null),
	endArrowhead: v.fallback(v.nullable(v.string()), null),
	elbowed: flag,
	polygon: flag,
	fileId: idOrNull,
	scale: v.fallback(v.tuple([strictNumber, strictNumber]), [1, 1]),
	crop: v.optional(v.unknown(), null),
	name: v.fallback(v.nullable(v.string()), null)
});

export type Element = v.InferOutput<typeof base>;

/** One element; `null` when it has no place or no kind. */
export function parseElement(value: unknown): Element | null {
	const result = v.safeParse(base, value);
	return result.success ? result.output : null;
}

import * as v from 'valibot';
import { flag, id, idOrNull, number, strictNumber, text } from '../foreign.ts';

/** The records of a tldraw file that a drawing is made of, as all its versions wrote them. */

const props = v.fallback(v.record(v.string(), v.unknown()), {});

const record = v.object({
	id,
	typeName: v.string(),
	type: text(),
	x: number(0),
	y: number(0),
	rotation: number(0),
	index: text('a0'),
	parentId: idOrNull,
	isLocked: flag,
	opacity: number(1),
	name: text(),
	fromId: idOrNull,
	toId: idOrNull,
	props
});

export type TldrawRecord = v.InferOutput<typeof record>;

export function parseRecord(value: unknown): TldrawRecord | null {
	const result = v.safeParse(record, value);
	return result.success ? result.output : null;
}

const vector = v.object({ x: strictNumber, y: strictNumber, z: number(0.5) });
export type Vector = v.InferOutput<typeof vector>;

export function parseVector(value: unknown): Vector | null {
	const result = v.safeParse(vector, value);
	return result.success ? result.output : null;
}

export function numberOf(value: unknown, otherwise: number): number {
	const result = v.safeParse(strictNumber, value);
	return result.success ? result.output : otherwise;
}

export function textOf(value: unknown, otherwise = ''): string {
	return typeof value === 'string' ? value : otherwise;
}

export function objectOf(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

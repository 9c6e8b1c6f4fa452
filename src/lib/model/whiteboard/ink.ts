import { boxOf, type Box, type Point, union } from './geometry.ts';

/** One sample of a pen. `pressure` is 0…1; a mouse has none. */
export interface InkPoint extends Point {
	readonly pressure: number | null;
}

/** Ink is kept in eighths of a unit: at 400 % that is half a screen pixel. */
export const INK_STEPS = 8;
const PRESSURE_STEPS = 255;
/** Two hours of drawing without lifting the pen; beyond it is no honest stroke. */
export const MAX_INK_POINTS = 100_000;
export const MAX_INK_BYTES = 400_000;

const HAS_PRESSURE = 1;

/**
 * Committed ink never changes, so it is packed: one byte of flags, then for each point the zigzag varints of how far it is
 * from the one before, in steps (and of the change of pressure, where there is any). 600 points take about 1.5 kB.
 */
export function encodeInk(points: readonly InkPoint[]): Uint8Array {
	const pressure = points.some((point) => point.pressure !== null);
	const bytes: number[] = [pressure ? HAS_PRESSURE : 0];
	let before = { x: 0, y: 0, p: 0 };
	for (const point of points) {
		const now = inSteps(point);
		writeSigned(bytes, now.x - before.x);
		writeSigned(bytes, now.y - before.y);
		if (pressure) writeSigned(bytes, now.p - before.p);
		before = now;
	}
	return Uint8Array.from(bytes);
}

/** Whether the pen told how hard it was pressed. */
export function hasPressure(bytes: Uint8Array): boolean {
	return ((bytes[0] ?? 0) & HAS_PRESSURE) !== 0;
}

/** Whatever the bytes are, this returns points: it stops where they stop making sense. */
export function decodeInk(bytes: Uint8Array): InkPoint[] {
	const points: InkPoint[] = [];
	const reader = { bytes, at: 1 };
	const pressure = hasPressure(bytes);
	let [x, y, p] = [0, 0, 0];
	while (reader.at < bytes.length && points.length < MAX_INK_POINTS) {
		const [dx, dy, dp] = [readSigned(reader), readSigned(reader), pressure ? readSigned(reader) : 0];
		if (dx === null || dy === null || dp === null) break;
		x += dx;
		y += dy;
		p += dp;
		points.push({ x: x / INK_STEPS, y: y / INK_STEPS, pressure: pressure ? p / PRESSURE_STEPS : null });
	}
	return points;
}

/** What a point adds to a stroke in progress, as the numbers that are pushed to its live array. */
export function inkDelta(point: InkPoint, before: InkPoint | null): [number, number, number] {
	const now = inSteps(point);
	const last = before === null ? { x: 0, y: 0 } : inSteps(before);
	return [now.x - last.x, now.y - last.y, point.pressure === null ? -1 : now.p];
}

/** The points of a live array: triples of steps from the point before, and pressure. Stops at what is no triple. */
export function pointsOfDeltas(deltas: readonly unknown[]): InkPoint[] {
	const points: InkPoint[] = [];
	let [x, y] = [0, 0];
	for (let at = 0; at + 2 < deltas.length && points.length < MAX_INK_POINTS; at += 3) {
		const [dx, dy, p] = [deltas[at], deltas[at + 1], deltas[at + 2]];
		if (!Number.isFinite(dx) || !Number.isFinite(dy) || !Number.isFinite(p)) break;
		x += dx as number;
		y += dy as number;
		const pressure = (p as number) < 0 ? null : Math.min(1, (p as number) / PRESSURE_STEPS);
		points.push({ x: x / INK_STEPS, y: y / INK_STEPS, pressure });
	}
	return points;
}

/** The point as it will be read back. */
export function snappedToInk(point: InkPoint): InkPoint {
	const { x, y } = inSteps(point);
	return { x: x / INK_STEPS, y: y / INK_STEPS, pressure: point.pressure };
}

export function boundsOfInk(points: readonly Point[]): Box {
	return union(points.map((point) => boxOf(point, point))) ?? { x: 0, y: 0, w: 0, h: 0 };
}

function inSteps(point: InkPoint): { x: number; y: number; p: number } {
	return {
		x: Math.round(point.x * INK_STEPS),
		y: Math.round(point.y * INK_STEPS),
		p: Math.round((point.pressure ?? 0) * PRESSURE_STEPS)
	};
}

function writeSigned(bytes: number[], value: number): void {
	let rest = value < 0 ? -2 * value - 1 : 2 * value;
	while (rest > 127) {
		bytes.push((rest % 128) | 128);
		rest = Math.floor(rest / 128);
	}
	bytes.push(rest);
}

/** `null` where the bytes end within a number, or spell one that no board has. */
function readSigned(reader: { readonly bytes: Uint8Array; at: number }): number | null {
	let value = 0;
	for (let scale = 1; scale < 2 ** 35; scale *= 128) {
		const byte = reader.bytes[reader.at++];
		if (byte === undefined) return null;
		value += (byte & 127) * scale;
		if (byte < 128) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
	}
	return null;
}

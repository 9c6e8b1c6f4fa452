import { bytesOfBase64 } from '../base64.ts';
import { objectOf, parseVector, type Vector } from './schema.ts';

const MAX_POINTS = 50_000;
const UNPRESSED = 0.5;

/**
 * The points of a segment of ink. Older files list them; newer ones pack them as base64: `path` begins with a point of
 * 32-bit numbers, and each further one is how far it is from the one before, in 16-bit numbers (`dim` 2: without pressure).
 */
export function pointsOfSegment(stored: unknown): Vector[] {
	const { path, points, dim } = objectOf(stored);
	if (typeof path === 'string') return unpacked(path, dim === 2 ? 2 : 3);
	if (typeof points === 'string') return inHalves(points);
	return Array.isArray(points)
		? points.slice(0, MAX_POINTS).flatMap((point) => parseVector(point) ?? [])
		: [];
}

function unpacked(base64: string, numbers: 2 | 3): Vector[] {
	const bytes = bytesOfBase64(base64);
	if (bytes === null || bytes.length < 4 * numbers) return [];
	const view = new DataView(bytes.buffer);
	let at: number[] = Array.from({ length: numbers }, (_, part) => view.getFloat32(4 * part, true));
	const points = [at];
	const size = 2 * numbers;
	for (let byte = 4 * numbers; byte + size <= bytes.length && points.length < MAX_POINTS; byte += size) {
		at = at.map((value, part) => value + halfAt(view, byte + 2 * part));
		points.push(at);
	}
	return points.flatMap(([x, y, z = UNPRESSED]) => parseVector({ x, y, z }) ?? []);
}

/** As one version had it: three 16-bit numbers a point. */
function inHalves(base64: string): Vector[] {
	const bytes = bytesOfBase64(base64);
	if (bytes === null) return [];
	const view = new DataView(bytes.buffer);
	const points: Vector[] = [];
	for (let byte = 0; byte + 6 <= bytes.length && points.length < MAX_POINTS; byte += 6) {
		const [x, y, z] = [halfAt(view, byte), halfAt(view, byte + 2), halfAt(view, byte + 4)];
		points.push(...[parseVector({ x, y, z }) ?? []].flat());
	}
	return points;
}

/** A number of 16 bits (IEEE 754 binary16); `DataView.getFloat16` is younger than the browsers that we support. */
function halfAt(view: DataView, byte: number): number {
	const bits = view.getUint16(byte, true);
	const sign = bits & 0x8000 ? -1 : 1;
	const exponent = (bits >> 10) & 31;
	const fraction = (bits & 0x3ff) / 1024;
	if (exponent === 0) return sign * fraction * 2 ** -14;
	if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
	return sign * (1 + fraction) * 2 ** (exponent - 15);
}

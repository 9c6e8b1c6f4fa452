import { distanceToSegment, type Point } from '#model/whiteboard/geometry.ts';

/** At most so many of the points, evenly taken, the first and the last among them. */
export function thinned<T>(points: readonly T[], most: number): readonly T[] {
	if (points.length <= most) return points;
	const step = (points.length - 1) / (most - 1);
	return Array.from({ length: most }, (_, at) => points[Math.round(at * step)]!);
}

/** Without the points that lie on the way between others anyhow, give or take `tolerance` (Douglas and Peucker's way). */
export function simplified(points: readonly Point[], tolerance: number): readonly Point[] {
	if (points.length < 3) return points;
	const kept = new Set([0, points.length - 1]);
	const spans: [number, number][] = [[0, points.length - 1]];
	for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
		const [from, to] = span;
		let [farthest, at] = [tolerance, -1];
		for (let index = from + 1; index < to; index++) {
			const off = distanceToSegment(points[index]!, points[from]!, points[to]!);
			if (off > farthest) [farthest, at] = [off, index];
		}
		if (at === -1) continue;
		kept.add(at);
		spans.push([from, at], [at, to]);
	}
	return points.filter((_, index) => kept.has(index));
}

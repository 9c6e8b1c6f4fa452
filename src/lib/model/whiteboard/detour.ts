import { type ElbowEnd, MARGIN, sorted, withoutNeedless } from './elbow.ts';
import { type Box, contains, distance, grown, overlaps, type Point, union } from './geometry.ts';
import { crosses, searchGrid, type Stub } from './grid-search.ts';

/** The boxes of what stands in an area and a line should not run through. */
export type ObstaclesIn = (area: Box) => readonly Box[];

/** A line comes no nearer than this to what stands in its way, and goes around it at this distance. */
const CLEAR = 6;
const AROUND = 16;
/** What a detour may cost: with more in the way, or more bends, the plain line is easier to follow. */
const MOST_WALLS = 8;
const MOST_ROUNDS = 4;
const MOST_BENDS = 6;
const MOST_LONGER = 3;
const ALWAYS_LONGER = 600;

/**
 * A line between two ends around what stands between them, or the plain one where nothing does, or no simple way leads
 * around. It looks only at what the line would run through, so that what stands elsewhere never moves it.
 *
 * @param starts the sides by which the line may leave its first end; `ends` those of the other
 */
export function detoured(
	plain: readonly Point[],
	starts: readonly ElbowEnd[],
	ends: readonly ElbowEnd[],
	obstaclesIn: ObstaclesIn
): readonly Point[] {
	let line = plain;
	const walls: Box[] = [];
	for (let round = 0; round < MOST_ROUNDS; round++) {
		const found = inTheWay(line, [starts[0]!, ends[0]!], obstaclesIn);
		if (found.length === 0) return isSimple(line, plain) ? line : plain;
		walls.push(...found);
		if (walls.length > MOST_WALLS) return plain;
		const next = lineAround(starts, ends, walls);
		if (next === null) return plain;
		line = next;
	}
	return plain;
}

/** What a line runs through, but for what lies on or around one of its own ends. */
function inTheWay(
	line: readonly Point[],
	own: readonly ElbowEnd[],
	obstaclesIn: ObstaclesIn
): readonly Box[] {
	const area = grown(union(line.map(({ x, y }) => ({ x, y, w: 0, h: 0 })))!, CLEAR);
	return obstaclesIn(area)
		.filter((box) =>
			own.every((end) => !(end.box === null ? contains(box, end.point) : overlaps(box, end.box)))
		)
		.map((box) => grown(box, CLEAR))
		.filter((wall) => line.some((to, at) => at > 0 && crosses(wall, line[at - 1]!, to)));
}

function isSimple(line: readonly Point[], plain: readonly Point[]): boolean {
	if (line === plain) return true;
	return line.length - 2 <= MOST_BENDS && lengthOf(line) <= MOST_LONGER * lengthOf(plain) + ALWAYS_LONGER;
}

function lengthOf(line: readonly Point[]): number {
	return line.reduce((sum, point, at) => sum + (at === 0 ? 0 : distance(line[at - 1]!, point)), 0);
}

function lineAround(
	starts: readonly ElbowEnd[],
	ends: readonly ElbowEnd[],
	walls: readonly Box[]
): Point[] | null {
	const [from, to] = [stubsOf(starts, walls), stubsOf(ends, walls)];
	if (from.length === 0 || to.length === 0) return null;
	const own = [starts[0]!.box, ends[0]!.box].filter((box) => box !== null);
	const edges = [
		...own.map((box) => grown(box, MARGIN)),
		...walls.map((wall) => grown(wall, AROUND - CLEAR))
	];
	const stubs = [...from, ...to].map(({ point }) => point);
	const grid = {
		xs: sorted([...stubs.map(({ x }) => x), ...edges.flatMap(({ x, w }) => [x, x + w])]),
		ys: sorted([...stubs.map(({ y }) => y), ...edges.flatMap(({ y, h }) => [y, y + h])]),
		middleX: null,
		middleY: null,
		walls: [...own, ...walls],
		pivot: starts[0]!.point
	};
	const found = searchGrid(grid, from, to);
	if (found === null) return null;
	return withoutNeedless([from[found.start]!.end.point, ...found.corners, to[found.end]!.end.point]);
}

/** Where the line may turn first on each side by which it can get out. */
function stubsOf(sides: readonly ElbowEnd[], walls: readonly Box[]): (Stub & { readonly end: ElbowEnd })[] {
	return sides.flatMap((end) => {
		const { point, out } = end;
		const far = edgeOf(end);
		const room = walls.reduce((least, wall) => Math.min(least, gapTo(wall, far, out)), 2 * MARGIN);
		if (room <= 0) return [];
		const at = { x: far.x + (out.x * room) / 2, y: far.y + (out.y * room) / 2 };
		return walls.some((wall) => crosses(wall, point, at)) ? [] : { point: at, out, end };
	});
}

/** Where a line that leaves an end is out of its shape's box. */
function edgeOf({ point, out, box }: ElbowEnd): Point {
	if (box === null) return point;
	if (out.x !== 0) return { x: out.x > 0 ? box.x + box.w : box.x, y: point.y };
	return { x: point.x, y: out.y > 0 ? box.y + box.h : box.y };
}

/** How far it is to a wall straight ahead; infinite where it is not ahead. */
function gapTo(wall: Box, from: Point, out: Point): number {
	const isAhead =
		out.x !== 0 ? from.y > wall.y && from.y < wall.y + wall.h : from.x > wall.x && from.x < wall.x + wall.w;
	if (!isAhead) return Infinity;
	const gap =
		out.x !== 0
			? out.x > 0
				? wall.x - from.x
				: from.x - wall.x - wall.w
			: out.y > 0
				? wall.y - from.y
				: from.y - wall.y - wall.h;
	const isBehind = gap < 0 && !contains(wall, from);
	return isBehind ? Infinity : gap;
}

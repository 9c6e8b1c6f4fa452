import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { boundsOfRotated, type Box, union } from '#model/whiteboard/geometry.ts';
import { connected } from '#model/whiteboard/connect.ts';
import { endsOf } from '#model/whiteboard/shapes/arrow.ts';
import { boundsOf, type Shape, storeLooks, storeShape } from '#model/whiteboard/shapes/registry.ts';
import type { Copied } from '../../copies.ts';
import type { Drawing } from '../drawing.ts';
import { readOwn } from '../own-read.ts';
import { ownJson } from '../own-write.ts';
import { readDrawing } from '../read-file.ts';
import { PLAIN_THEME } from '../test-theme.ts';
import { writeExcalidraw } from './write.ts';

const FOLDER = 'tests/fixtures/drawings';

/** What the tests look at of the original, read without the importer. */
interface Original {
	readonly id: string;
	readonly type: string;
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
	readonly angle: number;
	readonly points?: readonly (readonly [number, number])[];
	readonly containerId?: string | null;
	readonly text?: string;
}

const NAMES: Readonly<Record<string, Shape['type']>> = { freedraw: 'pen', draw: 'line' };

function originalsOf(file: string): Original[] {
	return (JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8')) as { elements: Original[] }).elements;
}

function boxOf({ x, y, width, height, angle, points }: Original): Box {
	if (points === undefined) return boundsOfRotated({ x, y, w: width, h: height }, angle);
	const box = union(points.map(([dx, dy]) => ({ x: x + dx, y: y + dy, w: 0, h: 0 })))!;
	return boundsOfRotated(box, angle);
}

function drawingIn(content: string): Drawing {
	const reading = readDrawing(content);
	if (!reading.ok) throw new Error(`refused: ${reading.refusal}`);
	return reading.drawing;
}

/** Without what each import makes anew: ids and places in the order. */
function comparable({ pieces }: Drawing): unknown[] {
	const names = new Map<string, string>();
	const nameOf = (id: string): string => {
		if (!names.has(id)) names.set(id, `#${names.size}`);
		return names.get(id)!;
	};
	return pieces.map(({ shape, text }: Copied) => {
		const looks = storeLooks(shape);
		const geometry: Record<string, unknown> = { ...storeShape(shape) };
		delete geometry.o;
		for (const end of ['bs', 'be'])
			if (Array.isArray(geometry[end]))
				geometry[end] = geometry[end].map((part: unknown, at) => (at === 0 ? nameOf(part as string) : part));
		if (typeof geometry.f === 'string') geometry.f = nameOf(geometry.f);
		const groups = shape.groups.map(nameOf);
		return { name: nameOf(shape.id), geometry, looks: { ...looks, g: groups }, text };
	});
}

const files = readdirSync(FOLDER).filter((name) => name.endsWith('.excalidraw'));

describe.each(files)('%s', (file) => {
	const content = readFileSync(`${FOLDER}/${file}`, 'utf8');
	const originals = originalsOf(file);
	const labels = originals.filter(({ containerId }) => containerId != null);
	const shown = originals.filter(({ containerId }) => containerId == null);
	const drawing = drawingIn(content);

	it('has a shape for each element, in their order and of their kind', () => {
		expect(drawing.pieces.map(({ shape }) => shape.type)).toEqual(
			shown.map(({ type }) => NAMES[type] ?? type)
		);
	});

	it('has each where the original has it', () => {
		shown.forEach((original, at) => {
			const { shape } = drawing.pieces[at]!;
			const [there, here] = [boxOf(original), boundsOf(shape)];
			// A curve swings a little beyond the points that it goes through.
			const swing = ['line', 'draw'].includes(original.type) ? 0.2 * Math.max(there.w, there.h) + 1 : 0.3;
			for (const side of ['x', 'y'] as const) {
				const extent = side === 'x' ? 'w' : 'h';
				expect(Math.abs(here[side] - there[side]), `${original.id} ${side}`).toBeLessThanOrEqual(swing);
				expect(Math.abs(here[extent] - there[extent]), `${original.id} ${extent}`).toBeLessThanOrEqual(
					2 * swing
				);
			}
		});
	});

	it('has its arrows end where they did, also those that are held by shapes', () => {
		const shapes = new Map(drawing.pieces.map(({ shape }) => [shape.id, shape]));
		shown.forEach((original, at) => {
			const { shape } = drawing.pieces[at]!;
			if (shape.type !== 'arrow') return;
			const lying = connected(shape, (id) => shapes.get(id));
			const [from, to] = endsOf(lying);
			const ends = [original.points![0]!, original.points!.at(-1)!];
			[from, to].forEach((end, which) => {
				const [dx, dy] = ends[which]!;
				expect(Math.hypot(original.x + dx - end.x, original.y + dy - end.y), original.id).toBeLessThan(20);
			});
		});
	});

	it('has all its words', () => {
		const words = [...shown, ...labels].flatMap(({ text }) =>
			text === undefined || text === '' ? [] : text
		);
		expect(drawing.pieces.flatMap(({ text }) => (text === '' ? [] : text)).toSorted()).toEqual(
			words.toSorted()
		);
	});

	it('has no two shapes of one id, even where the original has', () => {
		expect(new Set(drawing.pieces.map(({ shape }) => shape.id)).size).toBe(drawing.pieces.length);
	});

	it('is the same after it was exported to Excalidraw and read again', async () => {
		const again = drawingIn(await writeExcalidraw(drawing, PLAIN_THEME));
		expect(comparable(again)).toEqual(comparable(drawing));
	});

	it('is nearly the same when Excalidraw has changed every element', async () => {
		const scene = JSON.parse(await writeExcalidraw(drawing, PLAIN_THEME)) as {
			elements: { version: number }[];
		};
		for (const element of scene.elements) element.version++;
		const again = drawingIn(JSON.stringify(scene));
		expect(again.pieces.map(({ shape, text }) => [shape.type, text])).toEqual(
			drawing.pieces.map(({ shape, text }) => [shape.type, text])
		);
		again.pieces.forEach(({ shape }, at) => {
			const before = drawing.pieces[at]!.shape;
			expect(shape.style.ownFill).toBe(before.style.ownFill);
			expect(shape.style.dash).toBe(before.style.dash);
			const [now, then] = [boundsOf(shape), boundsOf(before)];
			for (const side of ['x', 'y', 'w', 'h'] as const) expect(now[side]).toBeCloseTo(then[side], 0);
		});
	});

	it('is the same after it was exported to our own format and read again', () => {
		const again = readOwn(ownJson(drawing.pieces, file));
		if (!again.ok) throw new Error(again.refusal);
		expect(comparable(again.drawing)).toEqual(comparable(drawing));
	});
});

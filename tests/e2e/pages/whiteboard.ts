import { expect, type Locator } from '@playwright/test';
import commands from '../../../src/lib/messages/en/whiteboard-commands.ts';
import words from '../../../src/lib/messages/en/whiteboard.ts';
import list from '../../../src/lib/messages/en/whiteboard-list.ts';
import type { Person } from '../person.ts';

/** Fractions of the surface, so that a stroke fits any screen. */
export type Stroke = readonly (readonly [x: number, y: number])[];

export const WAVE: Stroke = [
	[0.3, 0.4],
	[0.36, 0.34],
	[0.42, 0.4],
	[0.48, 0.46],
	[0.54, 0.4],
	[0.6, 0.34]
];

export function surface({ page }: Person): Locator {
	return page.getByRole('application', { name: /^Whiteboard: / });
}

export async function useTool({ page }: Person, tool: keyof typeof words.tools): Promise<void> {
	const name = new RegExp(`^${words.tools[tool]}\\b`);
	const bar = page.getByRole('toolbar', { name: words.toolbar });
	const button = bar.getByRole('button', { name });
	if (await button.isVisible()) await button.click();
	else {
		// The rest are on the shelves; what is taken from there stays in the bar.
		await bar.getByRole('button', { name: words.moreTools }).click();
		await page.getByRole('dialog', { name: words.moreTools }).getByRole('button', { name }).click();
	}
	await expect(button).toHaveAttribute('aria-pressed', 'true');
}

/** Draws with the pen: with the mouse, or with a finger where there is a touch screen. */
export async function draw(person: Person, stroke: Stroke): Promise<void> {
	await useTool(person, 'pen');
	const points = await onScreen(person, stroke);
	if (person.touch) await person.touch.drag(points);
	else await drag(person, points);
}

/** The same with whatever tool is chosen. */
export async function dragWith(person: Person, stroke: Stroke): Promise<void> {
	await drag(person, await onScreen(person, stroke));
}

async function drag({ page }: Person, [first, ...rest]: readonly Point[]): Promise<void> {
	await page.mouse.move(first!.x, first!.y);
	await page.mouse.down();
	for (const { x, y } of rest) await page.mouse.move(x, y, { steps: 4 });
	await page.mouse.up();
}

export interface Point {
	readonly x: number;
	readonly y: number;
}

export async function onScreen(person: Person, stroke: Stroke): Promise<Point[]> {
	const box = await surface(person).boundingBox();
	if (box === null) throw new Error('There is no whiteboard.');
	return stroke.map(([x, y]) => ({ x: box.x + box.width * x, y: box.y + box.height * y }));
}

/** Puts a sticky note there and writes on it. */
export async function addNote(person: Person, at: readonly [number, number], text: string): Promise<void> {
	await useTool(person, 'note');
	const [point] = await onScreen(person, [at]);
	await person.page.mouse.click(point!.x, point!.y);
	const field = person.page.getByRole('textbox', { name: words.textOf(words.types.note) });
	await field.fill(text);
	await field.press('Escape');
	await expect(field).toBeHidden();
}

/** Writes on the paper itself. */
export async function addText(person: Person, at: readonly [number, number], text: string): Promise<void> {
	await useTool(person, 'text');
	const [point] = await onScreen(person, [at]);
	await person.page.mouse.click(point!.x, point!.y);
	const field = person.page.getByRole('textbox', { name: words.textOf(words.types.text) });
	await field.fill(text);
	await field.press('Escape');
	await expect(field).toBeHidden();
}

/** Moves the mouse over the board, as somebody who points at something. */
export async function pointAt(person: Person, at: readonly [number, number]): Promise<void> {
	const [point] = await onScreen(person, [at]);
	await person.page.mouse.move(point!.x, point!.y, { steps: 3 });
}

export async function showEverything({ page }: Person): Promise<void> {
	await page.getByRole('button', { name: new RegExp(`^${words.fit}`) }).click();
}

/** The board's readable twin: what is on it, one row a thing. */
export async function openList(person: Person): Promise<Locator> {
	const region = person.page.getByRole('region', { name: list.title });
	if (!(await region.isVisible())) {
		await surface(person).focus();
		await person.page.keyboard.press('l');
	}
	await expect(region).toBeVisible();
	return region.getByRole('listitem');
}

/** Runs what somebody looks for by its name, in the palette. */
export async function runCommand({ page }: Person, name: string): Promise<void> {
	await page.keyboard.press('Control+k');
	const field = page.getByRole('combobox', { name: commands.paletteHint });
	await field.fill(name);
	await expect(page.getByRole('option', { selected: true })).toContainText(name);
	await field.press('Enter');
	await expect(field).toBeHidden();
}

/** How many dots of ink the canvases show; what is on them is nowhere else. */
export async function inkOn(person: Person, layer: 'still' | 'live'): Promise<number> {
	return surface(person)
		.locator(`canvas.${layer}`)
		.evaluateAll((canvases) => {
			let inked = 0;
			for (const canvas of canvases as HTMLCanvasElement[]) {
				if (canvas.width === 0 || canvas.height === 0) continue;
				// What is seen of the board are bitmaps, which have to be drawn to be read.
				const copy = new OffscreenCanvas(canvas.width, canvas.height);
				const context = copy.getContext('2d')!;
				context.drawImage(canvas, 0, 0);
				const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
				// What differs from the paper in the corner, whether paper is painted or left clear.
				for (let at = 0; at < data.length; at += 4) {
					const difference =
						Math.abs(data[at]! - data[0]!) +
						Math.abs(data[at + 1]! - data[1]!) +
						Math.abs(data[at + 2]! - data[2]!) +
						Math.abs(data[at + 3]! - data[3]!);
					if (difference > 60) inked += 1;
				}
			}
			return inked;
		});
}

/** What is selected, as the system's clipboard would get it, by type. */
export function copied(person: Person): Promise<Readonly<Record<string, string>>> {
	return surface(person).evaluate((element) => {
		const clipboardData = new DataTransfer();
		element.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }));
		return Object.fromEntries([...clipboardData.types].map((type) => [type, clipboardData.getData(type)]));
	});
}

/** Pastes what the system's clipboard is taken to hold. */
export async function paste(person: Person, content: Readonly<Record<string, string>>): Promise<void> {
	await surface(person).focus();
	await surface(person).evaluate((element, data) => {
		const clipboardData = new DataTransfer();
		for (const [type, value] of Object.entries(data)) clipboardData.setData(type, value);
		element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
	}, content);
}

/** What the tests look at of a selected shape, as it would be copied. */
export interface ShapeOnBoard {
	readonly type: string;
	readonly x: number;
	readonly y: number;
	readonly w: number;
	readonly h: number;
	readonly rotation: number;
	readonly text: string;
	readonly style: Readonly<Record<string, unknown>>;
}

/** What is selected, read from what a copy of it would be; in the order of the pile. */
export async function selectedShapes(person: Person): Promise<readonly ShapeOnBoard[]> {
	const json = (await copied(person))['application/x-commonplace-shapes'] ?? '';
	if (json === '') return [];
	const { shapes } = JSON.parse(json) as {
		shapes: { geometry: Record<string, number | string>; style: Record<string, unknown>; text?: string }[];
	};
	return shapes.map(({ geometry, style, text = '' }) => ({
		type: String(geometry.t),
		x: Number(geometry.x),
		y: Number(geometry.y),
		w: Number(geometry.w),
		h: Number(geometry.h),
		rotation: Number(geometry.r ?? 0),
		text,
		style
	}));
}

import type { Buffer } from 'node:buffer';
import { readdirSync, readFileSync } from 'node:fs';
import type { Person } from '../person.ts';
import { difference, picture } from '../pages/picture.ts';
import { expectSaved, joinByLink, meetAt, openBoard } from '../pages/session.ts';
import {
	addNote,
	addText,
	dragWith,
	draw,
	openList,
	showEverything,
	type Stroke,
	surface,
	useTool,
	WAVE
} from '../pages/whiteboard.ts';
import { expect, test } from '../world.ts';

const BUILD = new URL('../../../build/', import.meta.url);

/** Everything in view, nothing selected, no pointer on the board: what two people then see is alike. */
async function rest(person: Person): Promise<void> {
	const { page } = person;
	await page.mouse.move(2, 2);
	await surface(person).focus();
	await page.keyboard.press('Escape');
	await page.keyboard.press('Escape');
	await showEverything(person);
	await page.mouse.move(2, 2);
}

async function expectAlike(a: Person, b: Person, why: string): Promise<void> {
	await rest(a);
	await rest(b);
	await expect.poll(async () => difference(a, await picture(a), await picture(b)), { message: why }).toBe(0);
}

/** What somebody sees when nothing changes any more: pointers have left, words about tools are gone. */
async function calmPicture(person: Person): Promise<Buffer> {
	let last: Buffer[] = [];
	await expect
		.poll(async () => {
			last = [await picture(person), ...last].slice(0, 4);
			return last.length === 4 && last.every((each) => each.equals(last[0]!));
		})
		.toBe(true);
	return last[0]!;
}

/** Some of everything that is drawn differently. */
async function fill(person: Person): Promise<void> {
	await addNote(person, [0.25, 0.3], 'A note with words in it');
	await addNote(person, [0.6, 0.65], 'Another');
	await addText(person, [0.55, 0.2], 'Written on the paper');
	await draw(person, WAVE);
	for (const [tool, at] of [
		['rectangle', 0.2],
		['arrow', 0.45]
	] as const) {
		await useTool(person, tool);
		await dragWith(person, [
			[at, 0.55],
			[at + 0.12, 0.75]
		]);
	}
}

async function wheel({ page }: Person, x: number, y: number, times = 1): Promise<void> {
	for (let turn = 0; turn < times; turn++) await page.mouse.wheel(x, y);
}

/** Takes hold of the first note, and drags it there and there. */
async function dragNote(person: Person, way: Stroke): Promise<void> {
	await useTool(person, 'select');
	await dragWith(person, way);
}

test('what is left after panning, zooming and edits by two people is what a fresh load draws', async ({
	arrive
}) => {
	const [fay, mia] = [await arrive('Fay'), await arrive('Mia')];
	const meeting = await meetAt('whiteboard', 'Tiles', fay, mia);
	await fill(fay);
	await expectSaved(fay);
	await rest(mia);

	// Far away and back at other scales, while the other changes what lies there.
	await mia.page.mouse.move(640, 400);
	await wheel(mia, 90, 60, 12);
	await mia.page.keyboard.down('Control');
	await wheel(mia, 0, 30, 8);
	await rest(fay);
	await dragNote(fay, [
		[0.25, 0.3],
		[0.5, 0.5],
		[0.75, 0.3]
	]);
	await wheel(mia, 0, -30, 6);
	await addNote(fay, [0.4, 0.85], 'Made while Mia zooms');
	await wheel(mia, 0, 10, 5);
	await mia.page.keyboard.up('Control');
	await wheel(mia, -90, -60, 12);
	await expect(await openList(mia)).toHaveCount(7);
	await mia.page.keyboard.press('Escape');
	await expectAlike(fay, mia, 'two who came different ways');

	await surface(fay).focus();
	await fay.page.keyboard.press('Control+z');
	await fay.page.keyboard.press('Control+z');
	await expectSaved(fay);
	const pat = await arrive('Pat');
	await joinByLink(pat, meeting.link, 'Tiles');
	await openBoard(pat, meeting, 'whiteboard');
	await expectAlike(fay, pat, 'undone, and loaded fresh');

	for (const person of [fay, pat]) await person.page.emulateMedia({ colorScheme: 'dark' });
	const light = await picture(mia);
	await expectAlike(fay, pat, 'turned dark');
	expect(await difference(fay, light, await picture(fay)), 'dark is another picture').toBeGreaterThan(50_000);
	await fay.page.emulateMedia({ colorScheme: 'light' });
	await expectAlike(fay, mia, 'and light again');
});

test('what is dragged is nowhere else: not where it was, for nobody', async ({ arrive }) => {
	const [fay, mia] = [await arrive('Fay'), await arrive('Mia', 'desktop', { deviceScaleFactor: 1.25 })];
	await meetAt('whiteboard', 'Lifted', fay, mia);
	// An empty board offers templates, but not to somebody with another tool in hand.
	for (const person of [fay, mia]) await useTool(person, 'hand');
	await fay.page.mouse.move(2, 2);
	await mia.page.mouse.move(2, 2);
	const empty = [await calmPicture(fay), await calmPicture(mia)];
	await addNote(fay, [0.35, 0.4], 'Take me away');
	const { page } = fay;
	const box = (await surface(fay).boundingBox())!;
	await useTool(fay, 'select');
	await page.mouse.move(box.x + box.width * 0.35, box.y + box.height * 0.4);
	await page.mouse.down();
	// Out of what the pictures show, and held there.
	await page.mouse.move(box.x + box.width * 0.5, box.y + 40, { steps: 4 });
	await page.mouse.move(box.x - 200, box.y - 200, { steps: 8 });
	await expect.poll(async () => difference(fay, empty[0]!, await picture(fay)), 'for Fay').toBeLessThan(40);
	// Mia sees Fay's pointer leave with the note; at another density of pixels.
	await expect.poll(async () => difference(mia, empty[1]!, await picture(mia)), 'for Mia').toBeLessThan(40);
	await page.mouse.up();
	await surface(fay).focus();
	await page.keyboard.press('Control+z');
	await expect
		.poll(async () => difference(fay, empty[0]!, await picture(fay)), 'the note is back')
		.toBeGreaterThan(5_000);
});

test('an ordinary build has no bench page', async ({ arrive }) => {
	const fay = await arrive('Fay');
	await fay.page.goto('/bench/whiteboard');
	await expect.poll(() => fay.troubles.length).toBe(1);
	fay.expectTrouble(/Not found: \/bench\/whiteboard/);
	await expect(fay.page.getByRole('application')).toHaveCount(0);
	expect(await fay.page.evaluate(() => '__board' in window)).toBe(false);
	const scripts = readdirSync(BUILD, { recursive: true, encoding: 'utf8' }).filter((path) =>
		/\.(js|html)$/.test(path)
	);
	expect(scripts.length).toBeGreaterThan(20);
	for (const path of scripts) expect(readFileSync(new URL(path, BUILD), 'utf8')).not.toContain('__board');
});

import connectors from '../../../src/lib/messages/en/whiteboard-connectors.ts';
import words from '../../../src/lib/messages/en/whiteboard.ts';
import type { Person } from '../person.ts';
import { meetAt } from '../pages/session.ts';
import { openList, runCommand, selectedShapes, surface, useTool } from '../pages/whiteboard.ts';
import { expect, test } from '../world.ts';

type Spot = readonly [x: number, y: number];

/** In CSS pixels from the board's top left, which is where its units begin on an empty board. */
async function spotsOf(person: Person, ...spots: readonly Spot[]): Promise<{ x: number; y: number }[]> {
	const box = (await surface(person).boundingBox())!;
	return spots.map(([x, y]) => ({ x: box.x + x, y: box.y + y }));
}

async function drag(person: Person, ...spots: readonly Spot[]): Promise<void> {
	const [start, ...rest] = await spotsOf(person, ...spots);
	if (person.touch) {
		await person.touch.drag([start!, ...rest]);
		return;
	}
	const { mouse } = person.page;
	await mouse.move(start!.x, start!.y);
	await mouse.down();
	for (const { x, y } of rest) await mouse.move(x, y, { steps: 5 });
	await mouse.up();
}

async function click(person: Person, at: Spot, clickCount = 1): Promise<void> {
	const [spot] = await spotsOf(person, at);
	if (person.touch) await person.page.touchscreen.tap(spot!.x, spot!.y);
	else await person.page.mouse.click(spot!.x, spot!.y, { clickCount });
}

/** A note of the usual size around a place. */
async function note(person: Person, at: Spot, text: string): Promise<void> {
	await useTool(person, 'note');
	await click(person, at);
	const field = person.page.getByRole('textbox', { name: words.textOf(words.types.note) });
	await field.fill(text);
	await field.press('Escape');
	await person.page.keyboard.press('Escape');
}

/** Nothing but these arrows is on somebody's board, beside what they connect. */
async function expectArrows(person: Person, ...names: readonly string[]): Promise<void> {
	const rows = (await openList(person)).filter({ hasText: /^Arrow/ });
	await expect(rows, `what ${person.name} has`).toHaveCount(names.length);
	for (const name of names)
		await expect(person.page.getByRole('listitem', { name, exact: true }).first()).toBeVisible();
	await person.page.keyboard.press('Escape');
}

/** From its left end to its right one, and so on: the box that an arrow's line fills. */
async function boxOfArrow(person: Person): Promise<readonly number[]> {
	const arrow = (await selectedShapes(person)).find(({ type }) => type === 'arrow');
	return arrow === undefined ? [] : [arrow.x, arrow.y, arrow.x + arrow.w, arrow.y + arrow.h];
}

test('an arrow holds on to what it is drawn between, with the mouse, and everybody sees it follow', async ({
	arrive
}) => {
	const [fay, mia] = [await arrive('Fay'), await arrive('Mia')];
	await meetAt('whiteboard', 'Connecting', fay, mia);
	await note(fay, [150, 150], 'One');
	await note(fay, [650, 150], 'Two');
	await useTool(fay, 'arrow');
	await drag(fay, [150, 150], [400, 300], [640, 160]);
	const label = fay.page.getByRole('textbox', { name: words.textOf(words.types.arrow) });
	await expect.poll(() => boxOfArrow(fay), 'from edge to edge, a little apart').toEqual([256, 150, 544, 150]);
	await expectArrows(mia, 'Arrow from “One” to “Two”');

	await fay.page.getByRole('button', { name: words.look }).click();
	await fay.page.getByRole('radio', { name: connectors.routes.elbow }).click();
	await fay.page.keyboard.press('Escape');
	await fay.page.keyboard.press('Escape');
	await drag(fay, [650, 100], [650, 250], [650, 400]);
	await click(fay, [400, 300]);
	await expect
		.poll(() => boxOfArrow(fay), 'it has followed, and turns half way')
		.toEqual([256, 150, 544, 450]);
	await fay.page.keyboard.press('Enter');
	await label.fill('then');
	await label.press('Escape');
	await expectArrows(mia, 'Arrow from “One” to “Two”: then');

	await drag(fay, [544, 450], [500, 560], [400, 600]);
	await expectArrows(mia, 'Arrow from “One”: then');
	await fay.page.keyboard.press('Control+z');
	await expectArrows(mia, 'Arrow from “One” to “Two”: then');

	await fay.page.keyboard.press('Escape');
	await click(fay, [650, 450]);
	await fay.page.keyboard.press('Delete');
	await expectArrows(mia, 'Arrow from “One”: then');
	await click(fay, [400, 300]);
	await expect.poll(() => boxOfArrow(fay), 'it stays where it was').toEqual([256, 150, 544, 450]);
	await fay.page.keyboard.press('Control+z');
	await expectArrows(mia, 'Arrow from “One” to “Two”: then');
	await drag(fay, [650, 400], [650, 300], [650, 100]);
	await click(fay, [280, 150]);
	await expect.poll(async () => (await boxOfArrow(fay)).at(-1), 'bound again').toBe(150);
});

test('the dots beside a shape make arrows and connected copies', async ({ arrive }) => {
	const fay = await arrive('Fay');
	await meetAt('whiteboard', 'Dots', fay);
	await note(fay, [200, 200], 'First');
	await click(fay, [200, 200]);
	await click(fay, [322, 200]);
	const field = fay.page.getByRole('textbox', { name: words.textOf(words.types.note) });
	await field.fill('Second');
	await field.press('Escape');
	await fay.page.keyboard.press('Escape');
	await expectArrows(fay, 'Arrow from “First” to “Second”');

	await click(fay, [200, 200]);
	await drag(fay, [200, 322], [300, 500], [400, 560]);
	await expectArrows(fay, 'Arrow from “First” to “Second”', 'Arrow from “First”');

	// Beside what is only pointed at, too.
	await fay.page.keyboard.press('Escape');
	const [centre] = await spotsOf(fay, [200, 200]);
	await fay.page.mouse.move(centre!.x, centre!.y);
	await drag(fay, [200, 78], [420, 40], [640, 60]);
	await expectArrows(fay, 'Arrow from “First” to “Second”', 'Arrow from “First”', 'Arrow from “First”');
});

test('an arrow is bent by its middle and by keys, put straight again, and led back to where it began', async ({
	arrive
}) => {
	const fay = await arrive('Fay');
	const { keyboard } = fay.page;
	await meetAt('whiteboard', 'Bends', fay);
	await note(fay, [200, 200], 'Here');
	await note(fay, [700, 200], 'There');
	await useTool(fay, 'arrow');
	await drag(fay, [200, 200], [450, 200], [700, 200]);
	await keyboard.press('Escape');
	await click(fay, [450, 200]);
	const height = async (): Promise<number> => {
		const [, top, , bottom] = await boxOfArrow(fay);
		return bottom! - top!;
	};
	await expect.poll(height, 'straight').toBeLessThan(5);
	await drag(fay, [450, 200], [450, 260], [450, 330]);
	await expect.poll(height, 'bent by hand').toBeGreaterThan(60);
	await keyboard.press('Control+z');
	await expect.poll(height, 'as it was').toBeLessThan(5);
	await keyboard.press('Shift+Q');
	await expect.poll(height, 'bent by a key').toBeGreaterThan(5);
	await runCommand(fay, connectors.straighten);
	await expect.poll(height, 'without its bends').toBeLessThan(5);
	await keyboard.press('Escape');
	await click(fay, [200, 200]);
	await runCommand(fay, connectors.loop);
	await expectArrows(fay, 'Arrow from “Here” to “There”', 'Arrow from “Here” to “Here”');
});

test('with the keyboard, notes are connected, and copied along', async ({ arrive }) => {
	const fay = await arrive('Fay');
	const { keyboard } = fay.page;
	await meetAt('whiteboard', 'By keys', fay);
	await surface(fay).focus();
	await keyboard.press('n');
	await keyboard.press('Enter');
	await keyboard.type('Start');
	await keyboard.press('Escape');
	await keyboard.press('Control+ArrowRight');
	await keyboard.type('Goal');
	await keyboard.press('Escape');
	await expectArrows(fay, 'Arrow from “Start” to “Goal”');
	await keyboard.press('Control+z');
	await keyboard.press('Control+z');
	await expect(surface(fay).locator('..')).toHaveAttribute('data-shape-count', '1');

	await keyboard.press('Control+a');
	await keyboard.press('Control+d');
	await keyboard.press('Control+a');
	await keyboard.press('Shift+A');
	await expectArrows(fay, 'Arrow from “Start” to “Start”');
});

test('a finger draws an arrow between notes, and takes its end elsewhere', async ({ arrive }) => {
	const pat = await arrive('Pat', 'phone');
	await meetAt('whiteboard', 'By finger', pat);
	await note(pat, [110, 160], 'Up');
	await note(pat, [250, 480], 'Down');
	await useTool(pat, 'arrow');
	await drag(pat, [110, 160], [200, 300], [250, 470]);
	await expectArrows(pat, 'Arrow from “Up” to “Down”');
	const [left, top, right, bottom] = await boxOfArrow(pat);
	await drag(pat, [right!, bottom!], [300, 330], [360, 300]);
	await expectArrows(pat, 'Arrow from “Up”');
	expect(await boxOfArrow(pat)).not.toEqual([left, top, right, bottom]);
});

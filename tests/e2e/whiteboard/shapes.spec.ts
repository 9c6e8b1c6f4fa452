import type { Locator } from '@playwright/test';
import shapes from '../../../src/lib/messages/en/whiteboard-shapes.ts';
import look from '../../../src/lib/messages/en/whiteboard-look.ts';
import words from '../../../src/lib/messages/en/whiteboard.ts';
import type { Person } from '../person.ts';
import { expectSaved, joinByLink, openBoard, startSession } from '../pages/session.ts';
import { dragWith, onScreen, openList, surface, useTool } from '../pages/whiteboard.ts';
import { expect, test } from '../world.ts';

/** The rows of the list, which tells what is on the board. */
async function rowsOf(person: Person): Promise<Locator> {
	return openList(person);
}

function field({ page }: Person, type: keyof typeof words.types): Locator {
	return page.getByRole('textbox', { name: words.textOf(words.types[type]) });
}

async function press({ page }: Person, ...keys: string[]): Promise<void> {
	for (const key of keys) await page.keyboard.press(key);
}

async function clickAt(person: Person, ...places: (readonly [number, number])[]): Promise<void> {
	for (const { x, y } of await onScreen(person, places)) await person.page.mouse.click(x, y);
}

test('every kind of shape is made by mouse and by keyboard, and is there for others', async ({ arrive }) => {
	const [fay, mia] = [await arrive('Fay'), await arrive('Mia')];
	const meeting = await startSession(fay, 'Shapes');
	await joinByLink(mia, meeting.link, 'Shapes');
	for (const person of [fay, mia]) await openBoard(person, meeting, 'whiteboard');

	// By mouse: from corner to corner.
	for (const [at, tool] of (['rectangle', 'ellipse', 'diamond', 'triangle'] as const).entries()) {
		await useTool(fay, tool);
		const x = 0.05 + at * 0.15;
		await dragWith(fay, [
			[x, 0.1],
			[x + 0.1, 0.25]
		]);
	}
	// By clicks, corner after corner; Enter ends it.
	await useTool(fay, 'line');
	await clickAt(fay, [0.7, 0.1], [0.8, 0.2], [0.7, 0.3]);
	await press(fay, 'Enter');
	await useTool(fay, 'highlighter');
	await dragWith(fay, [
		[0.1, 0.4],
		[0.3, 0.42]
	]);
	await useTool(fay, 'stamp');
	await clickAt(fay, [0.5, 0.4]);
	// By keyboard: in the middle, ready to be written on.
	await surface(fay).focus();
	await useTool(fay, 'frame');
	await surface(fay).focus();
	await press(fay, 'Enter');
	await field(fay, 'frame').fill('First steps');
	await field(fay, 'frame').press('Enter');
	await expect(field(fay, 'frame')).toBeHidden();
	await press(fay, 'Escape');
	await expectSaved(fay);

	const rows = await rowsOf(mia);
	for (const type of ['rectangle', 'ellipse', 'diamond', 'triangle', 'line', 'highlighter', 'stamp'] as const)
		await expect(rows.filter({ hasText: words.types[type] }).first()).toBeVisible();
	await expect(rows.filter({ hasText: 'First steps' }).first()).toBeVisible();
});

test('a table is written in cell by cell, grows with Tab, and undo takes it back', async ({ arrive }) => {
	const fay = await arrive('Fay');
	const meeting = await startSession(fay, 'Tables');
	await openBoard(fay, meeting, 'whiteboard');
	await useTool(fay, 'table');
	await surface(fay).focus();
	await press(fay, 'Enter');
	const cell = field(fay, 'table');
	for (const text of ['Who', 'What', 'When']) {
		await expect(cell).toBeFocused();
		await cell.fill(text);
		await cell.press('Tab');
	}
	// The first of the second row; Enter goes on below.
	await cell.fill('Ada');
	await cell.press('Enter');
	await cell.fill('Bo');
	await cell.press('Escape');
	await expect(cell).toBeHidden();
	const rows = await rowsOf(fay);
	await expect(rows.filter({ hasText: /Who\s+What\s+When\s+Ada\s+Bo/ }).first()).toBeVisible();
});

test('a card leads elsewhere, and a look shows where what is selected differs', async ({ arrive }) => {
	const fay = await arrive('Fay');
	const meeting = await startSession(fay, 'Looks');
	await openBoard(fay, meeting, 'whiteboard');
	await surface(fay).focus();
	await press(fay, 'u');
	await fay.page.getByLabel(shapes.address).fill('example.org/minutes');
	await fay.page.getByLabel(shapes.title).fill('Minutes');
	await fay.page.getByRole('button', { name: shapes.add }).click();
	await useTool(fay, 'rectangle');
	await dragWith(fay, [
		[0.1, 0.1],
		[0.3, 0.3]
	]);
	await surface(fay).focus();
	await press(fay, 'Control+a');
	await fay.page.getByRole('button', { name: words.look }).first().click();
	const { page } = fay;
	await expect(page.getByRole('radiogroup', { name: `${words.color} (${look.mixed})` })).toBeVisible();
	await page.getByRole('radio', { name: words.colors.moss, exact: true }).click();
	await expect(page.getByRole('radiogroup', { name: words.color, exact: true })).toBeVisible();
	await expect(page.getByRole('radio', { name: words.colors.moss, exact: true })).toBeChecked();
	await page.getByRole('radio', { name: look.dashes.dashed }).click();
	await expect(page.getByRole('radio', { name: look.dashes.dashed })).toBeChecked();
	await press(fay, 'Escape');
	await expect(page.getByRole('dialog', { name: words.look })).toBeHidden();
	const rows = await rowsOf(fay);
	await expect(rows.filter({ hasText: 'Minutes' }).first()).toBeVisible();
});

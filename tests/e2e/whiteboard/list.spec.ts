import { AxeBuilder } from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import hearing from '../../../src/lib/messages/en/whiteboard-hearing.ts';
import words from '../../../src/lib/messages/en/whiteboard-list.ts';
import type { Person } from '../person.ts';
import { expectSaved, meetAt } from '../pages/session.ts';
import { addNote, openList, surface } from '../pages/whiteboard.ts';
import { expect, test } from '../world.ts';

function line({ page }: Person, name: string | RegExp): Locator {
	return page.getByRole('button', { name: typeof name === 'string' ? words.goTo(name) : name });
}

/** Adds something by the list's own form, with the keyboard alone. */
async function add({ page }: Person, kind: string, text: string): Promise<void> {
	await page.getByLabel(words.addKind).selectOption(kind);
	const field = page.getByRole('form', { name: words.add }).getByRole('textbox');
	await field.focus();
	await page.keyboard.type(text);
	await page.keyboard.press('Enter');
}

test('a board is read, made and changed from its list, by the keyboard alone', async ({ arrive }) => {
	const [fay, mira] = [await arrive('Fay'), await arrive('Mira')];
	await meetAt('whiteboard', 'By list', fay, mira);
	const { page } = fay;
	const rows = await openList(fay);
	await add(fay, 'frame', 'Plan');
	await expect(rows.filter({ hasText: 'Frame: Plan' })).toHaveCount(1);
	// The new frame is selected, so what follows lies in it.
	await add(fay, 'note', 'First');
	await add(fay, 'note', 'Second');
	await add(fay, 'rectangle', 'Third');
	const within = page.getByRole('list', { name: words.inFrame('Frame: Plan') }).getByRole('listitem');
	await expect(within).toHaveCount(3);

	await line(fay, /^Go to Note: First/).focus();
	await page.keyboard.press('F2');
	const details = page.getByRole('group', { name: words.changing('Note: First') });
	await details.getByLabel(words.text).press('End');
	await page.keyboard.type(' of all');
	const changed = page.getByRole('group', { name: words.changing('Note: First of all') });
	await changed.getByLabel(words.color).selectOption('moss');
	await changed.getByLabel(words.connect, { exact: true }).selectOption({ label: 'Note: Second' });
	await changed.getByRole('button', { name: words.connectNow }).press('Enter');
	await changed.getByLabel(words.frame).selectOption({ label: words.noFrame });
	await expect(within).toHaveCount(2);
	await page.keyboard.press('Escape');
	await expect(line(fay, /^Go to Note: First of all/)).toBeFocused();
	await expect(rows.filter({ hasText: 'Arrow from “First of all” to “Second”' })).toHaveCount(1);

	const before = await page
		.getByRole('status')
		.filter({ hasText: /across/ })
		.count();
	await page.keyboard.press('Alt+ArrowRight');
	await expect(page.getByRole('status').filter({ hasText: /Now -?\d+ across/ })).toHaveCount(before + 1);
	await page.keyboard.press('Delete');
	await expect(rows.filter({ hasText: 'First of all' }).filter({ hasText: 'Note' })).toHaveCount(0);
	await page.keyboard.press('Control+z');
	await expect(line(fay, /^Go to Note: First of all/)).toBeVisible();

	await expectSaved(fay);
	const seen = await openList(mira);
	await expect(seen.filter({ hasText: 'Arrow from “First of all” to “Second”' })).toHaveCount(1);
	for (const person of [fay, mira]) {
		const { violations } = await new AxeBuilder({ page: person.page }).include('section').analyze();
		expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
	}
});

test('what is picked in the list is picked on the canvas, and the other way round', async ({ arrive }) => {
	const fay = await arrive('Fay');
	await meetAt('whiteboard', 'In step', fay);
	await addNote(fay, [0.3, 0.4], 'Left');
	await addNote(fay, [0.6, 0.4], 'Right');
	await openList(fay);
	await line(fay, /^Go to Note: Left/).press('Enter');
	await expect(line(fay, /^Go to Note: Left/)).toHaveAttribute('aria-current', 'true');
	await surface(fay).focus();
	await fay.page.keyboard.press('j');
	await expect(line(fay, /^Go to Note: Right/)).toHaveAttribute('aria-current', 'true');
	await expect(line(fay, /^Go to Note: Left/)).not.toHaveAttribute('aria-current', 'true');
});

test('what others change is said now and then, in a sentence, and can be switched off', async ({
	arrive
}) => {
	const [fay, mira] = [await arrive('Fay'), await arrive('Mira')];
	await meetAt('whiteboard', 'Out loud', fay, mira);
	const spoken = fay.page.locator('[data-others-changes]');
	await expect(spoken, 'that part has come').toBeAttached();
	// What was on the board when one came is no news: the first that counts may be the second.
	let across = 0.1;
	await expect(async () => {
		await addNote(mira, [(across += 0.12), 0.3], 'One');
		await expect(spoken).toContainText(/Mira added \d+ notes?/, { timeout: 8_000 });
	}).toPass();
	await surface(fay).focus();
	await fay.page.keyboard.press('Control+k');
	await fay.page.getByRole('combobox').fill(hearing.hearOthers);
	await fay.page.keyboard.press('Enter');
	await expect(fay.page.getByRole('status').filter({ hasText: hearing.hearsNot })).toHaveCount(1);
});

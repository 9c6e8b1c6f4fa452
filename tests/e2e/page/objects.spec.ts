import words from '../../../src/lib/messages/en/page-tools.ts';
import objects from '../../../src/lib/messages/en/page-objects.ts';
import { png } from '../../support/images.ts';
import { text, writeLine } from '../pages/page-editor.ts';
import { expectSaved, meetAt, readingAddress } from '../pages/session.ts';
import type { Person } from '../person.ts';
import { expect, test } from '../world.ts';

/** Puts something into the page where the caret is. */
async function insert({ page }: Person, id: keyof typeof words.insertable): Promise<void> {
	await page.getByRole('button', { name: words.more, exact: true }).click();
	await page.getByRole('menuitem', { name: words.insertable[id].label, exact: true }).click();
}

/** The words in the cells that this person sees, row by row. */
function cells(person: Person): Promise<string[][]> {
	return text(person)
		.locator('table')
		.evaluate((table) =>
			[...table.querySelectorAll('tr')].map((row) =>
				[...row.querySelectorAll('.words')].map((cell) => {
					const copy = cell.cloneNode(true) as Element;
					for (const caret of copy.querySelectorAll('.caret')) caret.remove();
					return copy.textContent.replace(/\u200b/g, '').trim();
				})
			)
		);
}

test('two people fill one table, and its image, file, formula and diagram are there for both and for readers', async ({
	arrive
}) => {
	const [fay, ben] = [await arrive('Fay'), await arrive('Ben')];
	await meetAt('page', 'Objects', fay, ben);
	await writeLine(fay, 'What we learned');
	await insert(fay, 'table');
	await fay.page.getByRole('textbox', { name: objects.table.cell(1, 1) }).fill('Who');
	await fay.page.keyboard.press('Tab');
	await fay.page.keyboard.type('When');

	// Both in one table, in two cells and then in one.
	const theirs = text(ben).locator('table');
	await theirs.locator('td').first().click();
	await ben.page.keyboard.type('Ana');
	await expect
		.poll(() => cells(fay))
		.toEqual([
			['Who', 'When', ''],
			['Ana', '', ''],
			['', '', '']
		]);
	await expect(text(fay).locator('td .caret-name')).toHaveText('Ben');
	await text(fay).locator('td').first().click();
	await fay.page.keyboard.type(' and');
	await ben.page.keyboard.type(' Ben');
	await expect.poll(async () => (await cells(ben))[1]?.[0]?.length).toBe('Ana and Ben'.length);

	// The last cell's Tab makes a row; undo takes it away, and not what the other wrote.
	await text(fay).locator('td').last().click();
	await fay.page.keyboard.press('Tab');
	await expect.poll(async () => (await cells(ben)).length).toBe(4);
	await fay.page.keyboard.press('ControlOrMeta+z');
	await expect.poll(async () => (await cells(ben)).length).toBe(3);
	await fay.page.keyboard.press('Escape');

	const [chooser] = await Promise.all([fay.page.waitForEvent('filechooser'), insert(fay, 'image')]);
	await chooser.setFiles([
		{ name: 'red.png', mimeType: 'image/png', buffer: Buffer.from(png(40, 30, [200, 30, 30])) },
		{ name: 'plan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 a plan') }
	]);
	await expect(text(ben).getByRole('img', { name: objects.image.undescribed })).toBeVisible();
	await expect(text(ben).getByRole('button', { name: objects.file.save('plan.pdf') })).toBeVisible();
	const saved = ben.page.waitForEvent('download');
	await text(ben)
		.getByRole('button', { name: objects.file.save('plan.pdf') })
		.click();
	expect((await saved).suggestedFilename()).toBe('plan.pdf');

	await text(fay).press('ControlOrMeta+End');
	await insert(fay, 'formula');
	await fay.page.getByRole('textbox', { name: objects.formula.label }).fill('\\frac{a}{b}');
	await fay.page.keyboard.press('ControlOrMeta+Enter');
	await expect(text(ben).locator('.katex math')).toBeAttached();
	await insert(fay, 'diagram');
	await fay.page.getByRole('textbox', { name: objects.diagram.label }).fill('flowchart LR\n  Ask --> Answer');
	await fay.page.keyboard.press('ControlOrMeta+Enter');
	await expect(text(ben).getByRole('img', { name: /^flowchart LR/ })).toBeVisible();

	await expectSaved(fay, ben);
	await ben.page.goto(readingAddress(ben.page.url()));
	await expect(ben.page.getByRole('columnheader', { name: 'Who' })).toBeVisible();
	await expect(ben.page.locator('math')).toBeAttached();
	await expect(ben.page.getByRole('link', { name: 'plan.pdf' })).toBeVisible();
	await expect
		.poll(() => ben.page.locator('figure img').evaluate((image) => (image as HTMLImageElement).naturalWidth))
		.toBe(40);
});

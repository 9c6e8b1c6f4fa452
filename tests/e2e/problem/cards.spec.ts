import { readFile } from 'node:fs/promises';
import words from '../../../src/lib/messages/en/problem.ts';
import cardWords from '../../../src/lib/messages/en/problem-cards.ts';
import { addCard, cards, expectCards, lane } from '../pages/problem-board.ts';
import { expectSaved, meetAt } from '../pages/session.ts';
import type { Person } from '../person.ts';
import { expect, test } from '../world.ts';

const card = ({ page }: Person, name: string) => page.getByRole('article', { name, exact: true });

async function chooseInLane({ page }: Person, title: string, entry: string): Promise<void> {
	await lane(page, title)
		.getByRole('button', { name: words.laneMenu(title) })
		.click();
	await page.locator('[role^=menuitem]', { hasText: entry }).click();
}

async function middleOf(person: Person, name: string): Promise<{ x: number; y: number }> {
	const box = (await card(person, name).boundingBox())!;
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test('what people add to cards, and how they arrange them, is there for all', async ({ arrive }) => {
	test.setTimeout(90_000);
	const [ada, bo] = [await arrive('Ada'), await arrive('Bo', 'phone')];
	await meetAt('problem', 'Late deliveries', ada, bo);
	for (const text of ['Move the list', 'Call the supplier']) await addCard(ada, 'Actions', text);
	for (const text of ['Nobody owns it', 'Two lists', 'The pump']) await addCard(ada, 'Causes', text);

	await test.step('tags, an owner, a day, a checklist and a link', async () => {
		await card(ada, 'Move the list').focus();
		await card(ada, 'Move the list').getByRole('button', { name: words.actions }).click();
		await ada.page.getByRole('menuitem', { name: words.details }).click();
		const sheet = ada.page.getByRole('dialog', { name: cardWords.title });
		await sheet.getByLabel(cardWords.owner).selectOption({ label: 'Bo' });
		await sheet.getByLabel(cardWords.due).fill('2027-03-01');
		await sheet.getByLabel(cardWords.newTag).fill('planning');
		await sheet.getByLabel(cardWords.newTag).press('Enter');
		await sheet.getByLabel(cardWords.newCheck).fill('Ask Jon');
		await sheet.getByLabel(cardWords.newCheck).press('Enter');
		await sheet.getByRole('checkbox', { name: 'Ask Jon' }).check();
		await sheet.getByLabel(cardWords.linkBoard).selectOption({ label: 'Notes' });
		await ada.page.keyboard.press('Escape');
		await expect(card(ada, 'Move the list')).toBeFocused();
		const seen = card(bo, 'Move the list');
		await expect(seen).toContainText('planning');
		await expect(seen).toContainText(words.ticked(1, 1));
		await expect(seen.getByRole('link', { name: 'Notes' })).toHaveAttribute('href', /^\/s\//);
		await ada.page.keyboard.press('Control+z');
		await expect(seen.getByRole('link', { name: 'Notes' })).toHaveCount(0);
		await expect(seen).toContainText('planning');
	});

	await test.step('an action is done, and the list is saved as tasks', async () => {
		await card(bo, 'Call the supplier').getByRole('checkbox', { name: words.done }).tap();
		await expect(card(ada, 'Call the supplier').getByRole('checkbox', { name: words.done })).toBeChecked();
		const download = ada.page.waitForEvent('download');
		await chooseInLane(ada, 'Actions', words.saveTodos);
		const file = await readFile(await (await download).path(), 'utf8');
		expect(file).toContain('DUE;VALUE=DATE:20270301\r\nCONTACT:Bo\r\n');
		expect(file.match(/STATUS:(\w|-)+/g)).toEqual(['STATUS:NEEDS-ACTION', 'STATUS:COMPLETED']);
	});

	await test.step('cards dropped on each other are a group with a name', async () => {
		const from = await middleOf(ada, 'The pump');
		await ada.page.mouse.move(from.x, from.y);
		await ada.page.mouse.down();
		await ada.page.mouse.move(from.x + 9, from.y);
		const onto = await middleOf(ada, 'Nobody owns it');
		await ada.page.mouse.move(onto.x, onto.y, { steps: 4 });
		await expect(ada.page.locator('.drop-mark.onto')).toBeVisible();
		await ada.page.mouse.up();
		await expectCards(bo, 'Causes', ['Nobody owns it', 'The pump', 'Two lists']);
		await ada.page.getByRole('textbox', { name: words.groupTitle }).fill('Owning');
		await ada.page.keyboard.press('Enter');
		await expect(bo.page.getByRole('region', { name: words.group('Owning') })).toBeVisible();
	});

	await test.step('a finger does the same', async () => {
		const target = card(bo, 'Two lists');
		await target.scrollIntoViewIfNeeded();
		const from = await middleOf(bo, 'Two lists');
		const held = bo.page.locator('.card.held');
		await bo.touch!.hold(from, async () => {
			await expect(held).toHaveCount(1);
			await bo.touch!.move({ x: from.x, y: from.y + 12 });
			const onto = await middleOf(bo, 'The pump');
			await bo.touch!.move(onto);
			await expect(bo.page.locator('.drop-mark.onto')).toBeVisible();
		});
		await expect(
			ada.page.getByRole('region', { name: words.group('Owning') }).getByRole('article')
		).toHaveCount(3);
		await expectCards(ada, 'Causes', ['Nobody owns it', 'The pump', 'Two lists']);
	});

	await test.step('by keyboard a card leaves its group, answers a why, and finds its bone', async () => {
		await card(ada, 'Two lists').focus();
		await ada.page.keyboard.press('Shift+G');
		await expect(
			bo.page.getByRole('region', { name: words.group('Owning') }).getByRole('article')
		).toHaveCount(2);
		await chooseInLane(ada, 'Causes', words.structures.whys);
		await card(ada, 'Two lists').focus();
		await ada.page.keyboard.press('g');
		await expect(card(bo, 'Two lists')).toHaveClass(/answer/);
		await chooseInLane(ada, 'Causes', words.structures.fishbone);
		await card(ada, 'Two lists').focus();
		await ada.page.keyboard.press('Alt+ArrowDown');
		const bone = (person: Person) => person.page.getByRole('region', { name: words.sections.people });
		await expect(bone(bo).getByRole('article', { name: 'Two lists' })).toBeVisible();
		await chooseInLane(ada, 'Causes', words.openLane);
		await expect(ada.page.getByRole('heading', { name: 'Causes' })).toBeFocused();
		await ada.page.keyboard.press('Escape');
	});

	await test.step('on the grid of impact and effort', async () => {
		await chooseInLane(ada, 'Causes', words.structures.grid);
		await chooseInLane(ada, 'Causes', words.openLane);
		const grid = (await ada.page.getByRole('group', { name: words.structures.grid }).boundingBox())!;
		const from = await middleOf(ada, 'The pump');
		await ada.page.mouse.move(from.x, from.y);
		await ada.page.mouse.down();
		await ada.page.mouse.move(from.x + 9, from.y);
		await ada.page.mouse.move(grid.x + grid.width * 0.2, grid.y + grid.height * 0.2, { steps: 4 });
		await ada.page.mouse.up();
		const placed = ada.page.getByRole('article', { name: /^The pump\. Impact 80 %/ });
		await placed.focus();
		await ada.page.keyboard.press('Space');
		for (let press = 0; press < 8; press++) await ada.page.keyboard.press('ArrowRight');
		await ada.page.keyboard.press('Space');
		await expect(
			bo.page.getByRole('region', { name: words.sections['big-projects'] }).getByRole('article')
		).toHaveCount(1);
	});
	await expectSaved(ada, bo);
	await expect(cards(bo.page, 'Causes')).toHaveCount(3);
});

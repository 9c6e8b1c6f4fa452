import { AxeBuilder } from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import words from '../../../src/lib/messages/en/whiteboard-finding.ts';
import people from '../../../src/lib/messages/en/whiteboard-people.ts';
import type { Person } from '../person.ts';
import { expectSaved, meetAt } from '../pages/session.ts';
import { addNote, openList, surface } from '../pages/whiteboard.ts';
import { expect, test } from '../world.ts';

async function run({ page }: Person, command: string): Promise<void> {
	await page.keyboard.press('Control+k');
	await page.getByRole('combobox').fill(command);
	await page.keyboard.press('Enter');
}

/** Makes a frame by the outline, and gives it a title. */
async function addFrame(person: Person, title: string): Promise<void> {
	const { page } = person;
	const outline = page.getByRole('region', { name: words.outline });
	const count = await outline.getByRole('listitem').count();
	await outline.getByRole('button', { name: words.addFrame, exact: true }).click();
	await expect(outline.getByRole('listitem')).toHaveCount(count + 1);
	await page.keyboard.press('F2');
	await page.keyboard.type(title);
	await page.keyboard.press('Enter');
	await expect(outline.getByRole('button', { name: words.goToFrame(title) })).toBeVisible();
	// Nothing selected: the next one goes where there is room.
	await surface(person).focus();
	await page.keyboard.press('Escape');
}

function titlesIn({ page }: Person): Locator {
	return page.getByRole('region', { name: words.outline }).getByRole('button', { name: /^Go to / });
}

async function expectNoViolations({ page }: Person): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
	expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

test('words are searched for on the board, by the keyboard, and what is found is picked', async ({
	arrive
}) => {
	const fay = await arrive('Fay');
	await meetAt('whiteboard', 'Seeking', fay);
	const { page } = fay;
	await addNote(fay, [0.3, 0.3], 'Café by the sea');
	await addNote(fay, [0.6, 0.3], 'Tea');
	await addNote(fay, [0.4, 0.7], 'The other cafe');
	await surface(fay).focus();
	await page.keyboard.press('Escape');
	await page.keyboard.press('Control+f');
	const bar = page.getByRole('search', { name: words.search });
	await expect(bar.getByRole('textbox')).toBeFocused();
	await page.keyboard.type('CAFE');
	await expect(bar.getByRole('status')).toHaveText(words.matchAt('1', '2'));
	await expectNoViolations(fay);
	await page.keyboard.press('Enter');
	await expect(bar.getByRole('status')).toHaveText(words.matchAt('2', '2'));
	await page.keyboard.press('Shift+Enter');
	await expect(bar.getByRole('status')).toHaveText(words.matchAt('1', '2'));
	await page.keyboard.type('xyz');
	await expect(bar.getByRole('status')).toHaveText(words.noMatches);
	await page.keyboard.press('Control+f');
	await page.keyboard.type('other');
	await page.keyboard.press('Escape');
	await expect(bar).toBeHidden();
	await expect((await openList(fay)).locator('[aria-current="true"]')).toHaveText(/The other cafe/);
});

test('a link leads another person to a shape, and says so when that is gone', async ({ arrive }) => {
	const [fay, mira] = [await arrive('Fay'), await arrive('Mira')];
	await meetAt('whiteboard', 'Linked', fay, mira);
	await addNote(fay, [0.3, 0.3], 'Here');
	await addNote(fay, [0.7, 0.6], 'There');
	await surface(fay).focus();
	await fay.page.keyboard.press('k');
	await run(fay, words.copyLink);
	await expect(fay.page.getByText(words.linkCopied)).toBeVisible();
	const link = await fay.page.evaluate(() => navigator.clipboard.readText());
	expect(link).toMatch(/\/s\/[\w-]+\/[\w-]+#shape=[\w-]+$/);
	await expectSaved(fay);

	await mira.page.goto('about:blank');
	await mira.page.goto(link);
	await expect((await openList(mira)).locator('[aria-current="true"]')).toHaveText(/Here/);
	await mira.page.goto('about:blank');
	await mira.page.goto(link.replace(/#.*/, '#shape=gone'));
	await expect(mira.page.getByText(words.linkGone)).toBeVisible();
});

test('frames are put in order, presented, and watched by others, over reloads', async ({ arrive }) => {
	const [fay, mira] = [await arrive('Fay'), await arrive('Mira')];
	await meetAt('whiteboard', 'On stage', fay, mira);
	const { page } = fay;
	await surface(fay).focus();
	await page.keyboard.press('Alt+Shift+O');
	for (const title of ['One', 'Two', 'Three']) await addFrame(fay, title);
	await expect(titlesIn(fay)).toHaveText([/One/, /Two/, /Three/]);
	await titlesIn(fay).nth(2).focus();
	await page.keyboard.press('Alt+ArrowUp');
	await expect(titlesIn(fay)).toHaveText([/One/, /Three/, /Two/]);
	await expectNoViolations(fay);

	await page
		.getByRole('region', { name: words.outline })
		.getByRole('button', { name: words.presentShort })
		.click();
	const stage = page.getByRole('dialog', { name: words.presentation });
	await expect(stage).toBeFocused();
	await expect(stage.getByText(words.slide('1', '3'))).toBeAttached();
	const box = (await stage.boundingBox())!;
	expect([box.x, box.y, box.width, box.height], 'the whole window').toEqual([0, 0, 1280, 800]);
	await expect(page.getByRole('status').filter({ hasText: words.slideIs('1', '3', 'One') })).toHaveCount(1);

	await mira.page.getByRole('button', { name: words.watch }).click();
	const seen = mira.page.getByRole('dialog', { name: words.presentation });
	await expect(seen.getByText(words.slide('1', '3'))).toBeAttached();
	await page.keyboard.press('ArrowRight');
	await expect(seen.getByText(words.slide('2', '3'))).toBeAttached();
	await page.mouse.click(900, 300);
	await expect(stage.getByText(words.slide('3', '3'))).toBeAttached();
	await expect(seen.getByText(words.slide('3', '3'))).toBeAttached();
	await page.mouse.click(100, 300);
	await expect(stage.getByText(words.slide('2', '3'))).toBeAttached();
	await expect(
		mira.page.getByRole('status').filter({ hasText: words.slideIs('2', '3', 'Three') }),
		'in the order of the outline'
	).toHaveCount(1);

	await page.reload();
	await expect(stage.getByText(words.slide('2', '3')), 'it goes on').toBeAttached();
	await page.keyboard.press('ArrowRight');
	await expect(seen.getByText(words.slide('3', '3')), 'for those who waited, too').toBeAttached();
	await mira.page.reload();
	await expect(seen.getByText(words.slide('3', '3')), 'and for who comes later').toBeAttached();
	await seen.getByRole('button', { name: people.react }).click();
	await seen.getByRole('button', { name: people.reactions.clap }).click();
	await expect(page.locator('.floating').getByText('Mira'), 'over the slide').toBeVisible();

	await page.keyboard.press('Escape');
	await expect(stage).toBeHidden();
	await expect(seen, 'it is over for those who watched').toBeHidden();
	await expect(surface(fay)).toBeFocused();
});

test('slides are swiped through on a phone', async ({ arrive }) => {
	const pat = await arrive('Pat', 'phone');
	await meetAt('whiteboard', 'Small stage', pat);
	const { page } = pat;
	await surface(pat).focus();
	await page.keyboard.press('Alt+Shift+O');
	for (const title of ['One', 'Two']) await addFrame(pat, title);
	await page
		.getByRole('region', { name: words.outline })
		.getByRole('button', { name: words.presentShort })
		.click();
	const stage = page.getByRole('dialog', { name: words.presentation });
	await expect(stage.getByText(words.slide('1', '2'))).toBeAttached();
	await pat.touch!.drag([
		{ x: 300, y: 300 },
		{ x: 200, y: 302 },
		{ x: 100, y: 304 }
	]);
	await expect(stage.getByText(words.slide('2', '2'))).toBeAttached();
	await pat.touch!.drag([
		{ x: 100, y: 300 },
		{ x: 300, y: 302 }
	]);
	await expect(stage.getByText(words.slide('1', '2'))).toBeAttached();
	await stage.getByRole('button', { name: words.endPresenting }).tap();
	await expect(stage).toBeHidden();
});

test('the map moves what is seen, by mouse and by keys', async ({ arrive }) => {
	const fay = await arrive('Fay');
	await meetAt('whiteboard', 'Mapped', fay);
	const { page } = fay;
	await addNote(fay, [0.3, 0.3], 'Somewhere');
	await surface(fay).focus();
	await page.keyboard.press('Shift+M');
	const map = page.getByRole('application', { name: new RegExp(`^${words.minimap}`) });
	await expect(map).toBeVisible();
	await expectNoViolations(fay);
	const view = map.locator('.view');
	const place = () => view.evaluate((element) => element.style.transform);
	const first = await place();
	await map.focus();
	for (let press = 0; press < 4; press += 1) await page.keyboard.press('ArrowRight');
	await expect.poll(place).not.toBe(first);
	const second = await place();
	const box = (await map.boundingBox())!;
	await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
	await page.mouse.down();
	await page.mouse.move(box.x + 20, box.y + 20, { steps: 3 });
	await page.mouse.up();
	await expect.poll(place).not.toBe(second);
	await page.keyboard.press('Escape');
	await expect(map).toBeHidden();
});

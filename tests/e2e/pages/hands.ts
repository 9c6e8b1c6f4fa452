import { expect, type Locator } from '@playwright/test';
import { focusByTab } from '../keyboard.ts';
import type { Person } from '../person.ts';

/*
 * What people do with what they have: a mouse, a finger, or the keyboard alone. What none of the three can do, a test that is
 * written with these cannot either.
 */

/** Presses a button, or follows a link. */
export async function press({ hand, page }: Person, target: Locator): Promise<void> {
	switch (hand) {
		case 'mouse':
			return target.click();
		case 'finger':
			return target.tap();
		case 'keys':
			await focusByTab(target);
			return page.keyboard.press('Enter');
	}
}

/** Ticks a box, or takes the tick off. */
export async function tick(person: Person, box: Locator): Promise<void> {
	if (person.hand !== 'keys') return press(person, box);
	await focusByTab(box);
	await person.page.keyboard.press('Space');
}

/** Chooses one of several. */
export async function choose(person: Person, among: Locator, name: string): Promise<void> {
	const option = among.getByRole('radio', { name, exact: true });
	if (person.hand === 'keys') await chooseByKeys(person, among, option);
	else await press(person, option);
	await expect(option).toBeChecked();
}

/** The Tab key stops at the one that is chosen, or at the first; arrows lead on. */
async function chooseByKeys({ page }: Person, among: Locator, option: Locator): Promise<void> {
	const all = among.getByRole('radio');
	const checked = all.and(page.locator(':checked'));
	await focusByTab((await checked.count()) > 0 ? checked : all.first());
	for (let stop = await all.count(); stop > 0; stop -= 1) {
		if (await option.evaluate((element) => element === document.activeElement)) break;
		await page.keyboard.press('ArrowDown');
	}
	if (!(await option.isChecked())) await page.keyboard.press('Space');
}

/** Writes into a field, in place of what is there. */
export async function write({ hand, page }: Person, field: Locator, text: string): Promise<void> {
	if (hand !== 'keys') return field.fill(text);
	await focusByTab(field);
	await page.keyboard.press('Control+a');
	await page.keyboard.type(text);
}

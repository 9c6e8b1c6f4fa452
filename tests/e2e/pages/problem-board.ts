import { expect, type Locator, type Page } from '@playwright/test';
import words from '../../../src/lib/messages/en/problem.ts';
import cardWords from '../../../src/lib/messages/en/problem-cards.ts';
import { focusByTab } from '../keyboard.ts';
import type { Person } from '../person.ts';
import { press } from './hands.ts';

export function lane(page: Page, title: string): Locator {
	return page.getByRole('group', { name: title, exact: true });
}

export function cards(page: Page, laneTitle: string): Locator {
	return lane(page, laneTitle).getByRole('article');
}

/** Writes a card and leaves it. */
export async function addCard({ page }: Person, laneTitle: string, text: string): Promise<void> {
	await lane(page, laneTitle)
		.getByRole('button', { name: words.addTo(laneTitle), exact: true })
		.click();
	const field = lane(page, laneTitle).getByRole('textbox', { name: words.cardText });
	await field.fill(text);
	await field.press('Escape');
	await expect(field).toBeHidden();
}

/** Every card of this lane, in order. */
export async function expectCards(
	person: Person,
	laneTitle: string,
	texts: readonly string[]
): Promise<void> {
	const paragraphs = cards(person.page, laneTitle).locator('p');
	await expect(paragraphs, `cards under “${laneTitle}” as ${person.name} sees them`).toHaveText([...texts]);
}

/** Moves a card to another lane, by its menu: with the mouse, a finger, or the keys alone. */
export async function moveCard(person: Person, text: string, to: string): Promise<void> {
	await openCardMenu(person, text);
	const item = person.page.getByRole('menuitem', { name: words.moveTo(to), exact: true });
	if (person.hand === 'keys') await pressDownTo(person, item);
	else await press(person, item);
	await expect(lane(person.page, to).getByRole('article', { name: text, exact: true })).toBeVisible();
}

/** Says who does it, and by when. */
export async function promise(person: Person, text: string, owner: string, due: string): Promise<void> {
	await openCardMenu(person, text);
	const item = person.page.getByRole('menuitem', { name: words.details });
	if (person.hand === 'keys') await pressDownTo(person, item);
	else await press(person, item);
	const details = person.page.getByRole('dialog', { name: cardWords.title });
	await details.getByLabel(cardWords.owner).selectOption({ label: owner });
	await details.getByLabel(cardWords.due).fill(due);
	await person.page.keyboard.press('Escape');
	await expect(details).toBeHidden();
	await expect(card(person, text)).toContainText(owner);
}

function card({ page }: Person, text: string): Locator {
	return page.getByRole('article', { name: text, exact: true });
}

async function openCardMenu(person: Person, text: string): Promise<void> {
	const found = card(person, text);
	if (person.hand === 'keys') {
		// The Tab key stops at one card of each lane; arrows lead to the others.
		await found.focus();
		await focusByTab(found.getByRole('button', { name: words.actions }));
		await person.page.keyboard.press('Enter');
	} else await press(person, found.getByRole('button', { name: words.actions }));
	await expect(person.page.getByRole('menu')).toBeVisible();
}

async function pressDownTo({ page }: Person, item: Locator): Promise<void> {
	for (let stop = await page.getByRole('menuitem').count(); stop > 0; stop -= 1) {
		if (await item.evaluate((element) => element === document.activeElement)) break;
		await page.keyboard.press('ArrowDown');
	}
	await page.keyboard.press('Enter');
}

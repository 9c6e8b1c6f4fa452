import { expect, type Locator, type Page } from '@playwright/test';
import words from '../../../src/lib/messages/en/problem.ts';
import type { Person } from '../person.ts';

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

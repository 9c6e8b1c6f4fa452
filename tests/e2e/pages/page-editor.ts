import { expect, type Locator } from '@playwright/test';
import type { Person } from '../person.ts';

export function text({ page }: Person): Locator {
	return page.getByRole('textbox', { name: /^Page “/ });
}

/** Types at the end of the page, as a new line when there is something already. */
export async function writeLine(person: Person, line: string): Promise<void> {
	const editor = text(person);
	await editor.click();
	await person.page.keyboard.press('ControlOrMeta+End');
	// The caret stands where the last line ends; an empty line takes the words as it is.
	const isEmptyLine = await editor.evaluate(() => {
		const node = document.getSelection()?.anchorNode ?? null;
		const block = node instanceof Element ? node : (node?.parentElement ?? null);
		return (block?.textContent ?? '').trim() === '';
	});
	if (!isEmptyLine) await person.page.keyboard.press('Enter');
	await person.page.keyboard.type(line);
}

/** This line stands on this person's page exactly once. */
export async function expectLine(person: Person, line: string): Promise<void> {
	const found = text(person).getByText(line, { exact: true });
	await expect(found, `“${line}” as ${person.name} sees it`).toHaveCount(1);
	await expect(found).toBeVisible();
}

import { expect, type Locator } from '@playwright/test';
import type { Person } from '../person.ts';

export function text({ page }: Person): Locator {
	return page.getByRole('textbox', { name: /^Page “/ });
}

/** Types at the end of the page, as a new line when there is something already. */
export async function writeLine(person: Person, line: string): Promise<void> {
	await text(person).click();
	await person.page.keyboard.press('ControlOrMeta+End');
	const last = (await lines(person)).at(-1) ?? '';
	if (last !== '') await person.page.keyboard.press('Enter');
	await person.page.keyboard.type(line);
}

/** The words of the page as this person sees them, block by block, without the others' carets. */
function lines(person: Person): Promise<string[]> {
	return text(person).evaluate((editor) =>
		[...editor.children].map((block) => {
			const copy = block.cloneNode(true) as Element;
			for (const caret of copy.querySelectorAll('[aria-hidden="true"]')) caret.remove();
			return copy.textContent.replace(/[\u200b\u2060\ufeff]/g, '');
		})
	);
}

/** Just this stands on the page. */
export async function expectLines(person: Person, wanted: readonly string[]): Promise<void> {
	await expect.poll(() => lines(person), `the page as ${person.name} sees it`).toEqual(wanted);
}

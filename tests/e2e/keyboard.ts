import { expect, type Locator } from '@playwright/test';

const MOST_STOPS = 100;

/** Presses Tab until this has the focus: it can be reached by the keyboard alone. */
export async function focusByTab(target: Locator): Promise<void> {
	await expect(target).toBeVisible();
	for (let stop = 0; stop < MOST_STOPS; stop += 1) {
		if (await target.evaluate((element) => element === document.activeElement)) return;
		await target.page().keyboard.press('Tab');
	}
	throw new Error(`${MOST_STOPS} times Tab did not lead to ${target.toString()}.`);
}

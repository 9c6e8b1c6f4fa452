import { expect, type Locator, type Page } from '@playwright/test';
import words from '../../../src/lib/messages/en/facilitating.ts';
import type { Person } from '../person.ts';

/** Letters on a screen of 1920 × 1080 are at least so large. */
const LEAST_PX = 28;

/** The code that a screen shows, as it is read aloud. */
export async function pairingCode({ page }: Person): Promise<string> {
	const shown = page.getByText(/^The code of this screen:\s*[0-9A-Z]{4}-[0-9A-Z]{4}$/);
	return (await shown.innerText()).slice(-9);
}

/** Opens what a facilitator runs the stage with, over a board. */
export async function openStagePanel({ page }: Person): Promise<Locator> {
	const panel = page.getByRole('dialog', { name: words.tools });
	if (!(await panel.isVisible())) await page.getByRole('button', { name: words.tools }).click();
	await panel.getByRole('radio', { name: words.sections.stage }).check();
	return panel;
}

/** From the panel: enters what the screen shows. */
export async function pairScreen(facilitator: Person, code: string, name: string): Promise<void> {
	const panel = await openStagePanel(facilitator);
	await panel.getByRole('textbox', { name: words.screens.code }).fill(code.toLowerCase());
	await panel.getByRole('textbox', { name: words.screens.name }).fill(name);
	await panel.getByRole('button', { name: words.screens.pair }).click();
}

/** From the panel: puts on the stage what has this name in the list. */
export async function putOnStage(facilitator: Person, label: string): Promise<void> {
	const panel = await openStagePanel(facilitator);
	await panel.getByLabel(words.stage.choose).selectOption({ label });
}

/** What a screen shows: of this kind. */
export async function expectStage({ page }: Person, kind: string): Promise<Locator> {
	const shown = page.locator(`[data-stage="${kind}"]`);
	await expect(shown).toBeVisible();
	return shown;
}

/** In how many parts a screen shows what it shows, and which of them; of whatever comes in parts. */
export function parts({ page }: Person): Locator {
	return page.locator('[data-parts]');
}

interface SmallText {
	readonly text: string;
	readonly px: number;
}

/**
 * Walks all words on a screen: those of the page by their computed size, those on a whiteboard by what its painters draw. Nothing
 * is under 28 pixels of a screen of 1920 × 1080.
 */
export async function expectLegible(screen: Person): Promise<void> {
	await expect.poll(() => smallTexts(screen.page, LEAST_PX), 'what nobody at the back can read').toEqual([]);
}

function smallTexts(page: Page, leastPx: number): Promise<readonly SmallText[]> {
	return page.evaluate((least) => {
		const unit = Math.min(innerWidth / 1920, innerHeight / 1080);
		const isSeen = (element: Element): boolean => {
			if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
			// Said to screen readers only.
			return element.closest('.unseen, .skip') === null;
		};
		const found: { text: string; px: number }[] = [];
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
			const [element, text] = [node.parentElement, node.textContent?.trim() ?? ''];
			if (element === null || text === '' || ['STYLE', 'SCRIPT', 'NOSCRIPT'].includes(element.tagName))
				continue;
			const px = Number.parseFloat(getComputedStyle(element).fontSize) / unit;
			if (px < least - 0.01 && isSeen(element)) found.push({ text, px });
		}
		for (const board of document.querySelectorAll<HTMLElement>('[data-smallest-letters]')) {
			const px = Number(board.dataset.smallestLetters) / unit;
			if (px < least - 0.01) found.push({ text: 'on a whiteboard', px });
		}
		return found;
	}, leastPx);
}

/** Names of people that a screen shows. */
export async function namesOn({ page }: Person, names: readonly string[]): Promise<readonly string[]> {
	const text = await page.locator('body').innerText();
	return names.filter((name) => new RegExp(`\\b${name}\\b`).test(text));
}

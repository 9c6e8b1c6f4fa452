import type { Locator, Page } from '@playwright/test';
import problem from '../../../src/lib/messages/en/problem.ts';
import words from '../../../src/lib/messages/en/problem-cards.ts';
import { png } from '../../support/images.ts';
import { addCard, cards } from '../pages/problem-board.ts';
import { expectSaved, meetAt } from '../pages/session.ts';
import { expect, test } from '../world.ts';

const RED = { name: 'red.png', mimeType: 'image/png', buffer: Buffer.from(png(320, 200, [220, 20, 20])) };
const BLUE = { name: 'blue.png', mimeType: 'image/png', buffer: Buffer.from(png(200, 300, [20, 20, 220])) };
const LANE = 'Facts';

/** As an image that is there is: with pixels. */
async function expectShown(image: Locator, width: number): Promise<void> {
	await expect
		.poll(() => image.evaluate((found) => (found instanceof HTMLImageElement ? found.naturalWidth : 0)))
		.toBe(width);
}

async function drop(page: Page, onto: Locator, file: typeof RED): Promise<void> {
	const dataTransfer = await page.evaluateHandle(
		({ name, type, bytes }) => {
			const transfer = new DataTransfer();
			transfer.items.add(new File([Uint8Array.from(bytes)], name, { type }));
			return transfer;
		},
		{ name: file.name, type: file.mimeType, bytes: [...file.buffer] }
	);
	await onto.dispatchEvent('drop', { dataTransfer });
}

test('pictures are put on a card, described, looked at and taken off again', async ({ arrive }) => {
	const fay = await arrive('Fay');
	const mia = await arrive('Mia', 'phone');
	await meetAt('problem', 'Pictures', fay, mia);
	await addCard(fay, LANE, 'The pump');
	const card = cards(fay.page, LANE).first();
	const small = (of: Locator) => of.getByRole('button', { name: /^Open the picture/ });

	await test.step('from the menu, as a file or from the camera', async () => {
		await card.hover();
		await card.getByRole('button', { name: problem.actions }).click();
		const choosing = fay.page.waitForEvent('filechooser');
		await fay.page.getByRole('menuitem', { name: words.addImage }).click();
		await (await choosing).setFiles([RED]);
		await expectShown(small(card).locator('img'), 320);
	});

	await test.step('dropped onto the card, and seen by everybody', async () => {
		await drop(fay.page, card, BLUE);
		await expect(small(card)).toHaveCount(2);
		await expectSaved(fay);
		await mia.page.getByRole('button', { name: LANE }).or(mia.page.getByText(LANE)).first().waitFor();
		await expect(small(cards(mia.page, LANE).first())).toHaveCount(2);
		for (const image of await small(cards(mia.page, LANE).first()).locator('img').all())
			await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBeGreaterThan(0);
	});

	const sheet = fay.page.getByRole('dialog', { name: words.title });
	await test.step('described in the card’s sheet, for those who cannot see it', async () => {
		await card.hover();
		await card.getByRole('button', { name: problem.actions }).click();
		await fay.page.getByRole('menuitem', { name: problem.details }).click();
		await sheet.getByLabel(words.images.describe(1)).fill('A red pump');
		await sheet.getByLabel(words.images.describe(1)).blur();
		await expect(small(cards(mia.page, LANE).first()).filter({ hasText: '' }).first()).toBeVisible();
	});

	await test.step('looked at, large, on a phone', async () => {
		await cards(mia.page, LANE)
			.first()
			.getByRole('button', { name: words.images.open('A red pump') })
			.tap();
		const large = mia.page.getByRole('dialog', { name: 'A red pump' });
		await expect(large.getByRole('img', { name: 'A red pump' })).toBeVisible();
		await mia.page.keyboard.press('Escape');
		await expect(large).toBeHidden();
	});

	await test.step('removed, and brought back', async () => {
		await sheet.getByRole('button', { name: words.images.remove('A red pump') }).click();
		await expect(small(cards(mia.page, LANE).first())).toHaveCount(1);
		await fay.page.getByRole('button', { name: words.images.undo }).last().click();
		await expect(small(cards(mia.page, LANE).first())).toHaveCount(2);
	});
});

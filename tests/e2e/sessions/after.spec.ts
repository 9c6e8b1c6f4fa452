import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import after from '../../../src/lib/messages/en/after.ts';
import community from '../../../src/lib/messages/en/community.ts';
import facilitating from '../../../src/lib/messages/en/facilitating.ts';
import front from '../../../src/lib/messages/en/front.ts';
import { fillJoinForm, openBoard, startSession } from '../pages/session.ts';
import { expect, test } from '../world.ts';

const TITLE = 'Spring review';

async function textOf(page: Page, click: () => Promise<void>): Promise<string> {
	const [download]: [Download, void] = await Promise.all([page.waitForEvent('download'), click()]);
	return readFile(await download.path(), 'utf8');
}

test('a session is planned, ends, and leaves a summary that can be taken away and written on', async ({
	arrive
}) => {
	const fay = await arrive('Fay');
	const mia = await arrive('Mia', 'phone');
	const meeting = await startSession(fay, TITLE);

	await test.step('a facilitator says when it is', async () => {
		await fay.page.getByRole('button', { name: after.when.set }).click();
		await fay.page.getByLabel(after.when.day).fill('2030-05-12T16:30');
		await fay.page.getByLabel(after.when.minutes).fill('90');
		await fay.page.getByRole('button', { name: after.when.save }).click();
		await expect(fay.page.getByRole('region', { name: after.when.title })).toContainText('2030');
	});

	await test.step('somebody without an account takes it into their calendar, and joins', async () => {
		await mia.page.goto(meeting.link);
		await expect(mia.page.getByRole('heading', { level: 1, name: TITLE })).toBeVisible();
		const calendar = await textOf(mia.page, () =>
			mia.page.getByRole('link', { name: community.calendar }).click()
		);
		expect(calendar).toContain(`SUMMARY:${TITLE}\r\n`);
		expect(calendar).toContain(`URL:${meeting.link}\r\n`);
		expect(await mia.context.cookies()).toEqual([]);
		await fillJoinForm(mia.page, mia.name);
		await expect(mia.page).toHaveURL(meeting.url);
	});

	await test.step('a locked board says why nobody else writes', async () => {
		await fay.page.getByRole('button', { name: front.boardMenu('Notes') }).click();
		await fay.page.getByRole('menuitem', { name: front.lock }).click();
		await openBoard(mia, meeting, 'page');
		await expect(mia.page.getByText(after.readonly.locked)).toBeVisible();
	});

	await test.step('it ends for everybody, who go on reading', async () => {
		await fay.page.getByRole('button', { name: facilitating.tools }).click();
		await fay.page.getByRole('button', { name: after.end.end }).click();
		await fay.page
			.getByRole('dialog', { name: after.end.question })
			.getByRole('button', { name: after.end.end })
			.click();
		await expect(mia.page.getByText(after.end.canRead)).toBeVisible();
		await mia.page.reload();
		await expect(mia.page.getByText(after.end.canRead)).toBeVisible();
		await fay.page.keyboard.press('Escape');
	});

	await test.step('a member takes the summary with them', async () => {
		await mia.page.getByRole('link', { name: after.summary.open }).tap();
		await expect(mia.page.getByRole('heading', { level: 2, name: 'Decisions' })).toBeVisible();
		const markdown = await textOf(mia.page, () =>
			mia.page.getByRole('button', { name: after.summary.download }).tap()
		);
		expect(markdown).toContain(`/s/${meeting.url.split('/').at(-1)!}>)`);
		expect(markdown).toContain('TLP:RED');
		expect(markdown).not.toContain('Mia');
		await expect(mia.page.getByRole('button', { name: after.summary.makePage })).toBeHidden();
	});

	await test.step('a facilitator makes a page of it, that members read', async () => {
		await fay.page.getByRole('main').getByRole('link', { name: after.summary.open }).first().click();
		await fay.page.getByRole('button', { name: after.summary.makePage }).click();
		const title = after.summary.pageTitle(TITLE);
		await expect(fay.page.getByRole('heading', { level: 1, name: title })).toBeVisible();
		await expect(fay.page.getByText('Fay, Mia')).toBeVisible();
		await mia.page.goto(fay.page.url());
		await expect(mia.page.getByText('Fay, Mia')).toBeVisible();
	});
});

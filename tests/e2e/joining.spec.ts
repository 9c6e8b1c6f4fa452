import community from '../../src/lib/messages/en/community.ts';
import problem from '../../src/lib/messages/en/problem.ts';
import front from '../../src/lib/messages/en/front.ts';
import ui from '../../src/lib/messages/en/ui.ts';
import { focusByTab } from './keyboard.ts';
import { expectCards } from './pages/problem-board.ts';
import { expectSaved, fillJoinForm, joinByLink, openBoard, startSession } from './pages/session.ts';
import { expect, test } from './world.ts';

const TITLE = 'Tuesday’s case meeting';

test('somebody starts a session and another joins with the code as it was read aloud', async ({ arrive }) => {
	const fay = await arrive('Fay');
	const mia = await arrive('Mia');
	const { code } = await startSession(fay, TITLE);

	await mia.page.goto('/');
	await mia.page.getByLabel(community.code).fill(` ${code.toLowerCase().replace('-', ' ')} `);
	await mia.page.getByRole('button', { name: community.goOn }).click();
	await fillJoinForm(mia.page, mia.name);

	for (const { page } of [fay, mia]) {
		await expect(page.getByRole('heading', { level: 1, name: TITLE })).toBeVisible();
		await expect(page.getByRole('listitem').filter({ hasText: 'Fay' }).first()).toBeVisible();
		await expect(page.getByRole('listitem').filter({ hasText: 'Mia' }).first()).toBeVisible();
	}
});

test('a link leads to the session, shows its title before joining, and straight in the next time', async ({
	arrive
}) => {
	const fay = await arrive('Fay');
	const mia = await arrive('Mia', 'phone');
	const { link, url } = await startSession(fay, TITLE);

	await mia.page.goto(link);
	await expect(mia.page.getByRole('heading', { name: TITLE })).toBeVisible();
	await fillJoinForm(mia.page, mia.name);
	await expect(mia.page).toHaveURL(url);

	await mia.page.goto(link);
	await expect(mia.page).toHaveURL(url);
});

test('a wrong code and a mistyped one get one friendly page, which takes another code', async ({
	arrive
}) => {
	const fay = await arrive('Fay');
	const mia = await arrive('Mia');
	const { code } = await startSession(fay, TITLE);
	for (const wrong of ['/join/00000000', '/join/NOT-A-CODE-AT-ALL']) {
		await mia.page.goto(wrong);
		await expect(mia.page.getByRole('heading', { name: community.unknownTitle })).toBeVisible();
	}
	await mia.page.getByLabel(community.code).fill(code);
	await mia.page.getByRole('button', { name: community.goOn }).click();
	await expect(mia.page.getByRole('heading', { name: TITLE })).toBeVisible();
	mia.expectTrouble(/status of 404/);
});

test('a session and a board that somebody has no part in look like ones that do not exist', async ({
	arrive
}) => {
	const fay = await arrive('Fay');
	const eve = await arrive('Eve');
	const meeting = await startSession(fay, TITLE);
	await openBoard(fay, meeting, 'page');
	const unknown = `/s/${'x'.repeat(22)}`;
	for (const address of [meeting.url, fay.page.url(), unknown, `${unknown}/${'y'.repeat(22)}`]) {
		await eve.page.goto(address);
		await expect(eve.page.getByRole('heading', { name: ui.error.missingTitle })).toBeVisible();
	}
});

test('a facilitator link makes facilitators until it is taken back', async ({ arrive }) => {
	const fay = await arrive('Fay');
	const mia = await arrive('Mia');
	const late = await arrive('Late');
	await startSession(fay, TITLE);

	await fay.page.getByText(front.roleLinks, { exact: true }).click();
	await fay.page.getByRole('button', { name: front.newFacilitatorLink }).click();
	const link = await fay.page.getByText(/\/join\/\w{8}#/).innerText();

	await joinByLink(mia, link, TITLE);
	expect(mia.page.url(), 'the secret does not stay in the address').not.toContain('#');
	const addBoard = mia.page.getByRole('button', { name: front.addBoard });
	await expect(addBoard).toBeVisible();

	await fay.page.getByRole('button', { name: front.revoke }).click();
	await fay.page.getByRole('dialog').getByRole('button', { name: front.revoke }).click();
	await expect(addBoard, 'the role goes with the link, at once').toBeHidden();

	await late.page.goto(link);
	await fillJoinForm(late.page, late.name);
	await expect(late.page.getByRole('alert')).toHaveText(community.failures['not-found']);
	late.expectTrouble(/status of 404/);
});

test('the keyboard alone starts a session, adds a board, makes a card and moves it', async ({ arrive }) => {
	const fay = await arrive('Fay');
	const { page } = fay;
	await page.goto('/');
	await focusByTab(page.getByLabel(community.sessionTitle));
	await page.keyboard.type(TITLE);
	await focusByTab(page.getByLabel(community.yourName));
	await page.keyboard.type('Fay');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { level: 1, name: TITLE })).toBeVisible();
	await expect(page.getByRole('main'), 'whoever comes goes on in what is new').toBeFocused();

	await focusByTab(page.getByRole('button', { name: front.addBoard }));
	await page.keyboard.press('Enter');
	const dialog = page.getByRole('dialog', { name: front.addBoard });
	await expect(dialog).toBeVisible();
	await focusByTab(dialog.getByRole('radio', { checked: true }));
	await page.keyboard.press('ArrowDown');
	await focusByTab(dialog.getByLabel(front.boardTitle));
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.type('By hand');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { level: 1, name: 'By hand' })).toBeVisible();

	await focusByTab(page.getByRole('button', { name: problem.addTo('Causes'), exact: true }));
	await page.keyboard.press('Enter');
	await page.keyboard.type('Made by hand');
	await page.keyboard.press('Escape');
	await expectCards(fay, 'Causes', ['Made by hand']);
	await page.keyboard.press('Alt+ArrowRight');
	await expectCards(fay, 'Causes', []);
	await expectCards(fay, 'Ideas', ['Made by hand']);
	await expectSaved(fay);

	await page.reload();
	const isOpen = page.getByRole('status').filter({ hasText: `By hand · ${TITLE}` });
	await expect(isOpen, 'a screen reader hears which page was loaded').toBeAttached();
	await page.keyboard.press('Tab');
	await expect(page.getByRole('link', { name: ui.skipToContent })).toBeFocused();
	await page.keyboard.press('Enter');
	await focusByTab(page.getByRole('article', { name: 'Made by hand' }));
});

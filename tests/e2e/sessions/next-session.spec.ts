import after from '../../../src/lib/messages/en/after.ts';
import facilitating from '../../../src/lib/messages/en/facilitating.ts';
import front from '../../../src/lib/messages/en/front.ts';
import problem from '../../../src/lib/messages/en/problem.ts';
import cardWords from '../../../src/lib/messages/en/problem-cards.ts';
import ui from '../../../src/lib/messages/en/ui.ts';
import { addCard, expectCards, lane, promise } from '../pages/problem-board.ts';
import { expectSaved, fillJoinForm, joinByLink, openBoard, startSession } from '../pages/session.ts';
import { expect, test } from '../world.ts';

const TITLE = 'Spring review';
const NEXT = 'Summer review';
const ACTION = 'Call the supplier';

test('what was open last time opens the next session, and whoever was there finds the way', async ({
	arrive
}) => {
	const fay = await arrive('Fay');
	const mia = await arrive('Mia', 'phone');
	const meeting = await startSession(fay, TITLE);
	const dialog = fay.page.getByRole('dialog', { name: after.next.question });
	const lastTime = (page: typeof fay.page) => page.getByRole('region', { name: after.lastTime.title });

	await test.step('under a red label nothing comes along, and that is said', async () => {
		await fay.page.getByRole('button', { name: after.next.goOn }).click();
		await expect(dialog.getByText(after.next.staysRed)).toBeVisible();
		await dialog.getByRole('button', { name: ui.cancel }).click();
		await fay.page.locator('[data-label]').click();
		await fay.page.getByRole('button', { name: facilitating.labels.change }).click();
		await fay.page.getByRole('radio', { name: ui.labels.amber.name }).check();
		await fay.page.getByRole('button', { name: front.save, exact: true }).click();
		await expect(fay.page.locator('[data-label]')).toHaveAttribute('data-label', 'amber');
	});

	await test.step('a group agrees on something', async () => {
		await joinByLink(mia, meeting.link, TITLE);
		await openBoard(fay, meeting, 'problem');
		await addCard(fay, 'Actions', ACTION);
		await promise(fay, ACTION, 'Mia', '2020-05-12');
		await expectSaved(fay);
		await fay.page.goto(meeting.url);
	});

	await test.step('the facilitator goes on from there', async () => {
		await fay.page.getByRole('button', { name: after.next.goOn }).click();
		await dialog.getByLabel(after.next.name).fill(NEXT);
		await dialog.getByRole('button', { name: after.next.start }).click();
		await expect(dialog.getByText(after.next.started(1))).toBeVisible();
		await dialog.getByRole('link', { name: after.next.open }).click();
		await expect(fay.page.getByRole('heading', { level: 1, name: NEXT })).toBeVisible();
		await expect(lastTime(fay.page)).toContainText('1 action is open');
		await expect(lastTime(fay.page).getByRole('listitem')).toContainText([ACTION]);
	});

	await test.step('somebody who was there comes along, and sees what is theirs to do', async () => {
		await mia.page.getByRole('link', { name: after.next.join }).tap();
		await expect(mia.page.getByRole('heading', { name: NEXT })).toBeVisible();
		await fillJoinForm(mia.page, mia.name);
		await expect(lastTime(mia.page).getByRole('listitem')).toContainText(['Mia']);
		await expect(lastTime(mia.page)).toContainText('2020');
	});

	await test.step('it is ticked on the board, and open for nobody any more', async () => {
		await lastTime(fay.page).getByRole('link', { name: ACTION }).click();
		const card = lane(fay.page, 'Actions').getByRole('article', { name: ACTION });
		await expect(card).toContainText(TITLE);
		await card.getByRole('checkbox', { name: problem.done }).check();
		await expect(lastTime(mia.page)).toContainText('Nothing is open any more');
	});

	await test.step('in the earlier session it is said to go on', async () => {
		await openBoard(fay, meeting, 'problem');
		await expectCards(fay, 'Actions', [ACTION]);
		const card = lane(fay.page, 'Actions').getByRole('article', { name: ACTION });
		await expect(card.getByText(cardWords.goesOn)).toBeVisible();
		await expect(card.getByRole('checkbox', { name: problem.done })).toBeDisabled();
	});
});

import facilitating from '../../src/lib/messages/en/facilitating.ts';
import problem from '../../src/lib/messages/en/problem.ts';
import front from '../../src/lib/messages/en/front.ts';
import session from '../../src/lib/messages/en/session.ts';
import outside from '../../src/lib/messages/en/outside.ts';
import whiteboard from '../../src/lib/messages/en/whiteboard.ts';
import { expectLines, text, writeLine } from './pages/page-editor.ts';
import { addCard, cards, expectCards } from './pages/problem-board.ts';
import {
	expectSaved,
	joinByLink,
	linkForOnlookers,
	meetAt,
	openBoard,
	savedLight,
	startSession
} from './pages/session.ts';
import { addNote, openList, surface } from './pages/whiteboard.ts';
import { expect, test } from './world.ts';

const TITLE = 'For the big screen';

test('an onlooker sees everything live and is offered nothing that changes it', async ({ arrive }) => {
	const fay = await arrive('Fay');
	const eve = await arrive('Eve');
	const meeting = await startSession(fay, TITLE);
	await joinByLink(eve, await linkForOnlookers(fay), TITLE);
	await expect(eve.page.getByRole('button', { name: front.addBoard })).toBeHidden();

	await openBoard(fay, meeting, 'whiteboard');
	await openBoard(eve, meeting, 'whiteboard');
	await addNote(fay, [0.5, 0.5], 'For all to read');
	await expect(await openList(eve)).toHaveText([/For all to read/]);
	await expect(eve.page.getByRole('toolbar', { name: whiteboard.toolbar })).toBeHidden();
	await expect(eve.page.getByRole('button', { name: new RegExp(`^${whiteboard.delete}`) })).toBeHidden();
	await surface(eve).focus();
	await eve.page.keyboard.press('n');
	await eve.page.keyboard.press('Enter');
	await eve.page.keyboard.press('Delete');
	await expect(await openList(eve)).toHaveCount(1);
	await expect(savedLight(eve.page)).toHaveAccessibleName(session.saved.live);

	await openBoard(fay, meeting, 'problem');
	await openBoard(eve, meeting, 'problem');
	await addCard(fay, 'Causes', 'Seen, not touched');
	await expectCards(eve, 'Causes', ['Seen, not touched']);
	await expect(eve.page.getByRole('button', { name: problem.addTo('Causes') })).toBeHidden();
	await cards(eve.page, 'Causes').first().focus();
	await eve.page.keyboard.press('Alt+ArrowRight');
	await eve.page.keyboard.press('Delete');
	await eve.page.keyboard.press('n');
	await expectCards(eve, 'Causes', ['Seen, not touched']);
	await expectCards(fay, 'Causes', ['Seen, not touched']);

	await openBoard(fay, meeting, 'page');
	await openBoard(eve, meeting, 'page');
	await writeLine(fay, 'Read me');
	await expectLines(eve, ['Read me']);
	await expect(text(eve)).not.toBeEditable();
	await text(eve).click();
	await eve.page.keyboard.type('graffiti');
	await expectLines(eve, ['Read me']);
	await expectLines(fay, ['Read me']);
});

test('what somebody wrote offline before they were made an onlooker is held back, and said to be', async ({
	arrive
}) => {
	const fay = await arrive('Fay');
	const mia = await arrive('Mia', 'narrow');
	const meeting = await meetAt('page', TITLE, fay, mia);
	await writeLine(mia, 'For everybody.');
	await expectSaved(mia);
	await mia.context.setOffline(true);
	await expect(savedLight(mia.page)).toHaveAttribute('data-saved', 'offline');
	await writeLine(mia, 'Too late.');
	await fay.page.goto(meeting.url);
	const makeMia = async (role: string) => {
		await fay.page.getByRole('button', { name: front.memberMenu('Mia') }).click();
		await fay.page.getByRole('menuitem', { name: role }).click();
	};
	await makeMia(front.makeViewer);
	await mia.context.setOffline(false);
	await expect(savedLight(mia.page)).toHaveAttribute('data-saved', 'held-back');
	await savedLight(mia.page).click();
	// One change or several, as they were typed.
	await expect(mia.page.getByRole('dialog')).toContainText(
		/kept on this device, where only you see (it|them)/
	);
	await mia.page.reload();
	await expect(savedLight(mia.page)).toHaveAttribute('data-saved', 'held-back');

	await makeMia(front.makeMember);
	await expectSaved(mia);
	await openBoard(fay, meeting, 'page');
	await expectLines(fay, ['For everybody.', 'Too late.']);
});

test('who is made a member on the spot may write at once, and who is removed is out', async ({ arrive }) => {
	const fay = await arrive('Fay');
	const mia = await arrive('Mia');
	const meeting = await startSession(fay, TITLE);
	await joinByLink(mia, meeting.link, TITLE);
	await openBoard(mia, meeting, 'problem');

	const menuOf = async (item: string) => {
		await fay.page.getByRole('button', { name: front.memberMenu('Mia') }).click();
		await fay.page.getByRole('menuitem', { name: item }).click();
	};
	await menuOf(front.makeViewer);
	const add = mia.page.getByRole('button', { name: problem.addTo('Causes'), exact: true });
	await expect(add).toBeHidden();
	await menuOf(front.makeMember);
	await expect(add).toBeVisible();
	await addCard(mia, 'Causes', 'back at work');

	await menuOf(facilitating.people.remove);
	const question = fay.page.getByRole('dialog');
	await question.getByRole('button', { name: facilitating.people.remove, exact: true }).click();
	await expect(mia.page.getByRole('heading', { name: outside.removedTitle })).toBeVisible();
});

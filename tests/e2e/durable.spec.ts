import { expectLines, writeLine } from './pages/page-editor.ts';
import { addCard, expectCards } from './pages/problem-board.ts';
import { expectSaved, joinByLink, meetAt, openBoard, savedLight, startSession } from './pages/session.ts';
import { addNote, draw, openList, WAVE } from './pages/whiteboard.ts';
import { WITH_WORKER } from './person.ts';
import { expect, test } from './world.ts';

const TITLE = 'What stays';

test('everybody closes, the server is killed and started again, and all is there', async ({
	arrive,
	ownServer
}) => {
	const fay = await arrive('Fay', 'desktop', { at: ownServer.origin });
	const meeting = await startSession(fay, TITLE);
	await openBoard(fay, meeting, 'whiteboard');
	await draw(fay, WAVE);
	await addNote(fay, [0.5, 0.7], 'Do not lose me');
	await expectSaved(fay);
	await openBoard(fay, meeting, 'problem');
	await addCard(fay, 'Ideas', 'Keep everything');
	await expectSaved(fay);
	await openBoard(fay, meeting, 'page');
	await writeLine(fay, 'It was all here.');
	await expectSaved(fay);
	await fay.context.close();

	await ownServer.kill();
	await ownServer.restart();

	// With an empty browser: nothing can come from the device.
	const mia = await arrive('Mia', 'desktop', { at: ownServer.origin });
	await joinByLink(mia, meeting.link, TITLE);
	await openBoard(mia, meeting, 'whiteboard');
	const rows = await openList(mia);
	await expect(rows).toHaveCount(2);
	await expect(rows.filter({ hasText: 'Note: Do not lose me' })).toHaveCount(1);
	await expect(rows.filter({ hasText: 'Drawing' })).toHaveCount(1);
	await openBoard(mia, meeting, 'problem');
	await expectCards(mia, 'Ideas', ['Keep everything']);
	await openBoard(mia, meeting, 'page');
	await expectLines(mia, ['It was all here.']);
});

test('the server goes away while people write, and comes back: everything is there once', async ({
	arrive,
	ownServer
}) => {
	const fay = await arrive('Fay', 'desktop', { at: ownServer.origin });
	const mia = await arrive('Mia', 'desktop', { at: ownServer.origin });
	await meetAt('problem', TITLE, fay, mia);
	await addCard(fay, 'Causes', 'before');
	await expectCards(mia, 'Causes', ['before']);

	await ownServer.kill();
	await expect(savedLight(fay.page)).toHaveAttribute('data-saved', 'offline');
	await addCard(fay, 'Causes', 'by Fay, meanwhile');
	await addCard(mia, 'Ideas', 'by Mia, meanwhile');
	await expect(savedLight(mia.page)).toHaveAttribute('data-saved', 'offline');
	await ownServer.restart();

	await expectSaved(fay, mia);
	for (const person of [fay, mia]) {
		await expectCards(person, 'Causes', ['before', 'by Fay, meanwhile']);
		await expectCards(person, 'Ideas', ['by Mia, meanwhile']);
	}
});

test('offline with edits on both sides and a reload in between, then back: everything exactly once', async ({
	arrive
}) => {
	const fay = await arrive('Fay');
	const pat = await arrive('Pat', 'phone', WITH_WORKER);
	await meetAt('problem', TITLE, fay, pat);
	await addCard(pat, 'Causes', 'together');
	await expectCards(fay, 'Causes', ['together']);
	await expectSaved(fay, pat);
	await pat.keepsTheApp();

	await pat.context.setOffline(true);
	await expect(savedLight(pat.page)).toHaveAttribute('data-saved', 'offline');
	await addCard(pat, 'Causes', 'offline, before the reload');
	await expect(savedLight(pat.page)).toHaveAccessibleName(/Offline: \d+ changes? kept on this device/);
	await addCard(fay, 'Ideas', 'meanwhile, at the desk');
	await expectSaved(fay);

	await pat.page.reload();
	await expectCards(pat, 'Causes', ['together', 'offline, before the reload']);
	await expect(savedLight(pat.page)).toHaveAttribute('data-saved', 'offline');
	await addCard(pat, 'Causes', 'offline, after the reload');
	await expectCards(fay, 'Causes', ['together']);

	await pat.context.setOffline(false);
	await expectSaved(pat, fay);
	for (const person of [fay, pat]) {
		await expectCards(person, 'Causes', [
			'together',
			'offline, before the reload',
			'offline, after the reload'
		]);
		await expectCards(person, 'Ideas', ['meanwhile, at the desk']);
	}
});

test('a page changed offline on one side merges with the other’s', async ({ arrive }) => {
	const fay = await arrive('Fay');
	const mia = await arrive('Mia');
	await meetAt('page', TITLE, fay, mia);
	await writeLine(fay, 'First line');
	await expectLines(mia, ['First line']);
	await expectSaved(fay, mia);

	await mia.context.setOffline(true);
	await expect(savedLight(mia.page)).toHaveAttribute('data-saved', 'offline');
	await writeLine(mia, 'written offline');
	await fay.page.keyboard.press('Home');
	await fay.page.keyboard.type('The ');
	await expectSaved(fay);
	await expect(savedLight(mia.page)).toHaveAttribute('data-saved', 'offline');
	await mia.context.setOffline(false);
	await expectSaved(mia);
	for (const person of [fay, mia]) await expectLines(person, ['The First line', 'written offline']);
});

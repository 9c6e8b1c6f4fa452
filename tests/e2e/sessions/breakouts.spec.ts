import words from '../../../src/lib/messages/en/breakouts.ts';
import type { SessionId } from '../../../src/lib/model/ids.ts';
import { HttpClient } from '../../support/client.ts';
import { SessionSocket } from '../../support/session-socket.ts';
import { seriousFindings } from '../axe.ts';
import {
	dragPerson,
	group,
	groupBar,
	groupOf,
	moveByKeyboard,
	openGroups,
	openNewGroups,
	personIn
} from '../pages/breakouts.ts';
import { writeLine } from '../pages/page-editor.ts';
import { expectSaved, joinByLink, openBoard, startSession, type Meeting } from '../pages/session.ts';
import { addNote, openList, surface } from '../pages/whiteboard.ts';
import type { Person } from '../person.ts';
import { expect, test } from '../world.ts';

const TITLE = 'Reading in mixed-age groups';
const GROUPS = [words.groupName(1), words.groupName(2)];

/** Somebody who is there, and does nothing on a screen. */
async function join(origin: string, { url, code }: Meeting, name: string): Promise<SessionSocket> {
	const client = new HttpClient(origin);
	await client.join(code.replace('-', ''), name);
	return SessionSocket.open(origin, client.cookie, url.split('/').at(-1) as SessionId);
}

/** What axe finds that keeps people out. */
async function expectUsableByAll({ page, name }: Person): Promise<void> {
	expect.soft(await seriousFindings(page), `what axe says of ${name}’s screen`).toEqual([]);
}

test('groups work on their boards, ask for help, are moved, extended and called back, and bring their results', async ({
	arrive,
	origin
}) => {
	const [fay, mia, bo] = [await arrive('Fay'), await arrive('Mia', 'phone'), await arrive('Bo')];
	const meeting = await startSession(fay, TITLE);
	for (const member of [mia, bo]) await joinByLink(member, meeting.link, TITLE);
	const others = [await join(origin, meeting, 'Ana'), await join(origin, meeting, 'Cy')];
	await openBoard(mia, meeting, 'whiteboard');
	const before = mia.page.url();
	await openBoard(bo, meeting, 'page');
	await writeLine(bo, 'In the middle of a');

	await test.step('everybody is taken to their group, and who writes is asked', async () => {
		await openGroups(fay);
		await expectUsableByAll(fay);
		await openNewGroups(fay, 2, 10);
		await expect(groupBar(mia)).toContainText(/Group [12].*(10:00|9:\d\d)/su);
		await expect(surface(mia)).toBeVisible();
		await expect(mia.page).not.toHaveURL(before);
		await expect(bo.page.getByRole('alert')).toContainText(words.textIsSafe);
		await bo.page.getByRole('button', { name: words.goNow }).click();
		await expect(groupBar(bo)).toBeVisible();
		await expect(surface(bo)).toBeVisible();
	});

	const ofBo = await groupOf(fay, GROUPS, 'Bo');
	const elsewhere = GROUPS.find((name) => name !== ofBo)!;

	await test.step('the facilitator sees what a group does, without being there', async () => {
		await addNote(bo, [0.3, 0.3], 'Read aloud in pairs');
		await addNote(bo, [0.6, 0.6], 'Older ones choose the book');
		await expectSaved(bo);
		const picture = group(fay, ofBo).getByRole('img', { name: words.pictureOf(ofBo) });
		await expect(picture).toHaveAccessibleName(new RegExp(words.onBoard(2), 'u'));
	});

	await test.step('who asks for help is seen first, and hears that it was seen', async () => {
		const asks = fay.page.getByRole('main').getByText(words.asksForHelp('Mia'));
		await groupBar(mia).getByRole('button', { name: words.askForHelp }).click();
		await expect(asks).toBeVisible();
		for (const person of [fay, mia]) await expectUsableByAll(person);
		await fay.page.getByRole('button', { name: words.answered }).click();
		await expect(mia.page.getByRole('status').filter({ hasText: words.helpIsComing })).toBeAttached();
		await expect(groupBar(mia).getByRole('button', { name: words.askForHelp })).toBeVisible();
		await expect(asks).toBeHidden();
	});

	await test.step('a message reaches every group', async () => {
		await fay.page.getByRole('textbox', { name: words.message }).fill('Five more minutes of ideas');
		await fay.page.getByRole('button', { name: words.send }).click();
		for (const { page } of [mia, bo])
			await expect(page.getByText('Five more minutes of ideas').first()).toBeVisible();
	});

	await test.step('somebody is moved, by keyboard and by dragging, and goes along', async () => {
		const from = await groupOf(fay, GROUPS, 'Mia');
		const to = GROUPS.find((name) => name !== from)!;
		const was = mia.page.url();
		await moveByKeyboard(fay, 'Mia', to);
		await expect(groupBar(mia)).toContainText(to);
		await expect(mia.page).not.toHaveURL(was);
		const ofAna = await groupOf(fay, GROUPS, 'Ana');
		const next = GROUPS.find((name) => name !== ofAna)!;
		await dragPerson(fay, 'Ana', ofAna, next);
		await expect(personIn(fay, next, 'Ana')).toBeVisible();
		await fay.page.getByRole('button', { name: words.undo }).last().click();
		await expect(personIn(fay, ofAna, 'Ana')).toBeVisible();
	});

	await test.step('there is more time, for those who reload too, and whoever comes late has a group', async () => {
		await fay.page.getByRole('button', { name: words.extendLong(2) }).click();
		await expect(groupBar(mia)).toContainText(/1[12]:\d\d/u);
		const at = mia.page.url();
		await mia.page.reload();
		await expect(groupBar(mia)).toContainText(/1[12]:\d\d/u);
		await expect(surface(mia)).toBeVisible();
		expect(mia.page.url()).toBe(at);
		others.push(await join(origin, meeting, 'Zoe'));
		await expect.poll(() => groupOf(fay, GROUPS, 'Zoe').catch(() => null)).not.toBeNull();
	});

	await test.step('everybody is called back, to where they were', async () => {
		await fay.page.getByRole('button', { name: words.recall }).click();
		await expect(groupBar(mia)).toContainText(/Back in 0:[23]\d/u);
		await expect(mia.page.getByRole('status').filter({ hasText: /called back/u })).toBeAttached();
		await fay.page.getByRole('button', { name: words.closeNow }).click();
		await expect(mia.page).toHaveURL(before);
		await expect(groupBar(mia)).toBeHidden();
		await expect(bo.page.getByText('In the middle of a')).toBeVisible();
	});

	await test.step('what groups wrote stands on the board of all, under their names', async () => {
		await expect(fay.page.getByText(words.harvestNone)).toHaveCount(1);
		await expectUsableByAll(fay);
		await fay.page.getByRole('button', { name: words.bring(2, 'whiteboard') }).click();
		await expect(fay.page.getByText(words.brought(2, 'whiteboard', 'Whiteboard'))).toBeVisible();
		const rows = await openList(mia);
		await expect(rows).toContainText([ofBo, 'Older ones choose the book', 'Read aloud in pairs']);
		await expect(rows.filter({ hasText: elsewhere })).toHaveCount(0);
	});
	others.forEach((tab) => tab.close());
});

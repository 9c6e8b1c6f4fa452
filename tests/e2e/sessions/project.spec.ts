import breakouts from '../../../src/lib/messages/en/breakouts.ts';
import words from '../../../src/lib/messages/en/facilitating.ts';
import stage from '../../../src/lib/messages/en/stage.ts';
import finding from '../../../src/lib/messages/en/whiteboard-finding.ts';
import whiteboard from '../../../src/lib/messages/en/whiteboard.ts';
import type { SessionId } from '../../../src/lib/model/ids.ts';
import { HttpClient } from '../../support/client.ts';
import { SessionSocket } from '../../support/session-socket.ts';
import { seriousFindings } from '../axe.ts';
import {
	expectLegible,
	expectStage,
	namesOn,
	openStagePanel,
	pairingCode,
	pairScreen,
	parts,
	putOnStage
} from '../pages/big-screen.ts';
import { groupBar, openGroups, openNewGroups } from '../pages/breakouts.ts';
import { writeLine } from '../pages/page-editor.ts';
import { addCard } from '../pages/problem-board.ts';
import { expectSaved, joinByLink, openBoard, startSession } from '../pages/session.ts';
import { addNote, addText, dragWith, surface, useTool } from '../pages/whiteboard.ts';
import { expect, test } from '../world.ts';

const TITLE = 'Handover on the ward';
const PEOPLE = ['Fay', 'Mia', 'Bo'];
const ROOM = { viewport: { width: 1920, height: 1080 }, deviceScaleFactor: 1 };
const PHONE = { viewport: { width: 390, height: 844 } };

test('the room’s computer is paired from a phone, and shows the back row what the facilitator puts there', async ({
	arrive,
	origin
}) => {
	const fay = await arrive('Fay', 'phone', PHONE);
	const mia = await arrive('Mia');
	const room = await arrive('Room', 'desktop', ROOM);
	const meeting = await startSession(fay, TITLE);
	await joinByLink(mia, meeting.link, TITLE);
	const panel = fay.page.getByRole('dialog', { name: words.tools });

	await test.step('a code on the screen, entered on the phone, makes it the session’s screen', async () => {
		await room.page.goto('/project');
		const code = await pairingCode(room);
		await expectLegible(room);
		await openBoard(fay, meeting, 'whiteboard');
		await pairScreen(fay, code, 'Hall');
		await expectStage(room, 'nothing');
		await expect(room.page.getByRole('heading', { level: 1, name: TITLE })).toBeVisible();
		await expect(room.page.getByText(meeting.code)).toBeVisible();
		await expectLegible(room);
		await expect(panel.getByRole('listitem').filter({ hasText: 'Hall' })).toContainText(words.screens.on);
	});

	await test.step('a reload of the room’s computer needs nobody', async () => {
		await room.page.reload();
		await expectStage(room, 'nothing');
		expect(new URL(room.page.url()).href).toBe(`${origin}/project`);
	});

	await test.step('a whiteboard, and a frame of it', async () => {
		await openBoard(mia, meeting, 'whiteboard');
		await addText(mia, [0.3, 0.2], 'What slows our handover down?');
		await addNote(mia, [0.2, 0.5], 'Two lists, and nobody owns either');
		await useTool(mia, 'frame');
		await dragWith(mia, [
			[0.62, 0.3],
			[0.95, 0.8]
		]);
		await mia.page.keyboard.press('Escape');
		await mia.page.keyboard.press('Escape');
		await addNote(mia, [0.78, 0.55], 'One list, read aloud at seven');
		await putOnStage(fay, words.stage.show.whole);
		await expectStage(room, 'board');
		await expect(parts(room)).toHaveAttribute('data-smallest-letters', /\d/);
		await expectLegible(room);
		await expect(room.page.getByText(meeting.code)).toBeVisible();
		await putOnStage(fay, words.stage.show.frame(finding.unnamedFrame(1)));
		await expect(room.page.getByText(words.stage.show.part('Whiteboard'))).toBeVisible();
		await expectLegible(room);
	});

	await test.step('a board that is too large comes in parts, which the facilitator turns', async () => {
		for (let step = 0; step < 4; step++)
			await mia.page.getByRole('button', { name: new RegExp(`^${whiteboard.zoomOut}`) }).click();
		await addNote(mia, [0.06, 0.12], 'Far away');
		await addNote(mia, [0.9, 0.86], 'As far on the other side');
		await putOnStage(fay, words.stage.show.whole);
		await expect(parts(room)).toHaveAttribute('data-parts', /^[2-9]$/);
		await expectLegible(room);
		await panel.getByRole('button', { name: words.stage.partNext }).tap();
		await expect(room.page.getByText(/^2 of \d$/)).toBeVisible();
		await expectLegible(room);
	});

	await test.step('a page at a heading', async () => {
		await openBoard(mia, meeting, 'page');
		for (const line of ['Before', '# What we decided', 'One list is kept.', '## Who does it'])
			await writeLine(mia, line);
		await fay.page.keyboard.press('Escape');
		await openBoard(fay, meeting, 'page');
		await expectSaved(mia);
		await putOnStage(fay, words.stage.show.heading('What we decided'));
		await expectStage(room, 'page');
		await expect(room.page.getByText('One list is kept.')).toBeVisible();
		await expect(room.page.getByText('Before')).toBeHidden();
		await expectLegible(room);
	});

	await test.step('a problem board and its results, without whoever wrote them', async () => {
		await openBoard(mia, meeting, 'problem');
		await addCard(mia, 'Causes', 'Nobody owns the list');
		await addCard(mia, 'Decision', 'One list, from Monday');
		await putOnStage(fay, 'Solve a problem');
		await expectStage(room, 'board');
		await expect(room.page.getByText('Nobody owns the list')).toBeVisible();
		await expectLegible(room);
		await putOnStage(fay, words.stage.show.results('Solve a problem'));
		await expectStage(room, 'results');
		await expect(room.page.getByText('One list, from Monday')).toBeVisible();
		await expectLegible(room);
		expect(await namesOn(room, PEOPLE)).toEqual([]);
	});

	await test.step('time, the agenda, the code and a message', async () => {
		await panel.getByRole('radio', { name: words.sections.say }).check();
		await panel.getByRole('textbox', { name: words.say.text }).first().fill('Tea is ready');
		await panel.getByRole('button', { name: words.say.send }).click();
		await expect(room.page.getByText('Tea is ready')).toBeHidden();
		await panel.getByRole('button', { name: words.stage.putUpWhat('Tea is ready') }).click();
		await expectStage(room, 'announcement');
		await expectLegible(room);
		for (const [label, kind] of [
			[words.stage.show.join, 'join'],
			[words.stage.show.agenda, 'agenda'],
			[words.stage.show.timer, 'timer']
		] as const) {
			await putOnStage(fay, label);
			await expectStage(room, kind);
			await expectLegible(room);
			await expect(room.page.getByText(meeting.code)).toBeVisible();
		}
	});

	await test.step('those who follow see the same, with what they are to read above it, and are out with one key', async () => {
		await openBoard(mia, meeting, 'whiteboard');
		await mia.page.getByRole('button', { name: words.stage.follow }).click();
		const over = mia.page.getByRole('region', { name: words.stage.shown });
		await expect(over.getByText(stage.timer.none)).toBeVisible();
		await expect(over.getByText('Tea is ready')).toBeVisible();
		await mia.page.keyboard.press('Escape');
		await expect(over).toBeHidden();
		await expect(surface(mia)).toBeVisible();
		await mia.page.getByRole('button', { name: words.stage.follow }).click();
		await expect(over).toBeVisible();
	});

	await test.step('groups, with nobody but those in them', async () => {
		const bo = new HttpClient(origin);
		await bo.join(meeting.code.replace('-', ''), 'Bo');
		const tab = await SessionSocket.open(origin, bo.cookie, meeting.url.split('/').at(-1) as SessionId);
		await fay.page.goto(meeting.url);
		await openGroups(fay);
		await openNewGroups(fay, 2, 10);
		await expect(groupBar(mia), 'who followed the stage is in their group').toBeVisible();
		await expect(mia.page.getByRole('region', { name: words.stage.shown })).toBeHidden();
		await fay.page.getByRole('button', { name: words.stage.putUp }).click();
		await expectStage(room, 'breakouts');
		await expect(room.page.getByRole('heading', { name: breakouts.groupName(2) })).toBeVisible();
		await expectLegible(room);
		expect.soft(await seriousFindings(room.page), 'what axe says of the big screen').toEqual([]);
		expect(await namesOn(room, PEOPLE)).toEqual(['Mia', 'Bo']);
		tab.close();
	});

	await test.step('without a line the last picture stays, and comes back to life by itself', async () => {
		await room.context.setOffline(true);
		await expect(room.page.getByText(stage.lost)).toBeVisible({ timeout: 45_000 });
		await expect(room.page.getByRole('heading', { name: breakouts.groupName(1) })).toBeVisible();
		await expectLegible(room);
		await room.context.setOffline(false);
		await expect(room.page.getByText(stage.lost)).toBeHidden();
	});

	await test.step('taken off, it says so and shows a code again', async () => {
		await openBoard(fay, meeting, 'page');
		await openStagePanel(fay);
		await panel.getByRole('button', { name: words.screens.revokeOne('Hall') }).click();
		await expect(room.page.getByText(stage.pairing.revoked)).toBeVisible();
		await pairingCode(room);
		expect(await room.page.evaluate(() => localStorage.getItem('commonplace:screen'))).toBeNull();
	});
});

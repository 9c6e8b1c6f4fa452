import type { Page } from '@playwright/test';
import words from '../../../src/lib/messages/en/facilitating.ts';
import front from '../../../src/lib/messages/en/front.ts';
import session from '../../../src/lib/messages/en/session.ts';
import outside from '../../../src/lib/messages/en/outside.ts';
import { seriousFindings } from '../axe.ts';
import type { Person } from '../person.ts';
import { joinByLink, linkForOnlookers, openBoard, savedLight, startSession } from '../pages/session.ts';
import { expect, test } from '../world.ts';

const TITLE = 'Tuesday’s case meeting';

type Section = keyof typeof words.sections;

/** Opens what a facilitator runs the session with, at one of its parts. */
async function run({ page }: Person, section: Section): Promise<void> {
	const panel = page.getByRole('dialog', { name: words.tools });
	if (!(await panel.isVisible())) await page.getByRole('button', { name: words.tools }).click();
	await panel.getByRole('radio', { name: words.sections[section] }).check();
}

async function backToTheBoard({ page }: Person): Promise<void> {
	await page.keyboard.press('Escape');
	await expect(page.getByRole('dialog', { name: words.tools })).toBeHidden();
}

function timerOf(page: Page) {
	return page.locator('[data-timer]');
}

test('a facilitator runs a session that a member on a phone and an onlooker follow', async ({ arrive }) => {
	const fay = await arrive('Fay');
	const mia = await arrive('Mia', 'phone');
	const vic = await arrive('Vic', 'narrow');
	const meeting = await startSession(fay, TITLE);
	const onlookers = await linkForOnlookers(fay);
	await joinByLink(mia, meeting.link, TITLE);
	await joinByLink(vic, onlookers, TITLE);

	await test.step('everybody sees the label, and what it means', async () => {
		for (const { page } of [fay, mia, vic]) {
			await expect(page.locator('[data-label]')).toHaveAttribute('data-label', 'red');
		}
		await openBoard(mia, meeting, 'whiteboard');
		await mia.page.locator('[data-label]').click();
		await expect(mia.page.getByText(words.labels.meaning.red)).toBeVisible();
		await mia.page.keyboard.press('Escape');
	});

	await openBoard(fay, meeting, 'whiteboard');
	await openBoard(vic, meeting, 'whiteboard');

	await test.step('a timer runs for all, and only those who may stop it', async () => {
		await run(fay, 'now');
		await fay.page.getByRole('button', { name: words.timer.start(5) }).click();
		for (const { page } of [fay, mia, vic]) await expect(timerOf(page)).toHaveText(/[45]:\d\d/);
		await fay.page.getByRole('button', { name: words.timer.pause }).click();
		for (const { page } of [mia, vic]) await expect(timerOf(page)).toHaveAttribute('data-timer', 'paused');
		await fay.page.getByRole('button', { name: words.timer.moreLabel(2) }).click();
		await expect(timerOf(mia.page)).toHaveText(/[67]:\d\d/);
		await timerOf(mia.page).click();
		await expect(mia.page.getByLabel(words.timer.sound)).not.toBeChecked();
		await expect(mia.page.getByRole('button', { name: words.timer.stop })).toBeHidden();
		await mia.page.keyboard.press('Escape');
		await mia.page.reload();
		await expect(timerOf(mia.page)).toHaveText(/[67]:\d\d/);
	});

	await test.step('what was stopped by mistake goes on', async () => {
		await fay.page.getByRole('button', { name: words.timer.stop }).click();
		await expect(timerOf(mia.page)).toBeHidden();
		await fay.page.getByRole('dialog').getByRole('button', { name: words.undo }).click();
		await expect(timerOf(mia.page)).toHaveAttribute('data-timer', 'paused');
		await backToTheBoard(fay);
	});

	await test.step('a hand goes up, is seen, and comes down when it was answered', async () => {
		await mia.page.getByRole('button', { name: words.signals.raise }).tap();
		const tools = fay.page.getByRole('button', { name: words.tools });
		await expect(tools).toHaveAccessibleName(new RegExp(words.asks(1)));
		await run(fay, 'people');
		await fay.page.getByRole('button', { name: words.signals.answered('Mia') }).click();
		await expect(fay.page.getByText(words.signals.noHands)).toBeVisible();
		await expect(mia.page.getByRole('button', { name: words.signals.raise })).toBeVisible();
		await expect(vic.page.getByRole('button', { name: words.signals.raise })).toBeHidden();
	});

	await test.step('a question is answered by one tap', async () => {
		await run(fay, 'say');
		await fay.page.getByRole('button', { name: words.ready.ask }).click();
		await expect(mia.page.getByText(words.ready.count(0, 2))).toBeVisible();
		await mia.page.getByRole('button', { name: words.ready.yes, exact: true }).tap();
		await expect(fay.page.getByRole('dialog').getByText(words.ready.count(1, 2))).toBeVisible();
		await fay.page.getByRole('dialog').getByRole('button', { name: words.ready.end }).click();
		await expect(mia.page.getByText(words.ready.count(1, 2))).toBeHidden();
	});

	await test.step('a message stays until it was read, also over a reload', async () => {
		await fay.page.getByRole('textbox', { name: words.say.text }).first().fill('Two more minutes');
		await fay.page.getByRole('button', { name: words.say.send }).click();
		await expect(mia.page.getByText('Two more minutes')).toBeVisible();
		await mia.page.reload();
		await mia.page.getByRole('button', { name: words.say.read }).tap();
		await expect(mia.page.getByText('Two more minutes')).toBeHidden();
		await mia.page.reload();
		await expect(timerOf(mia.page)).toBeVisible();
		await expect(mia.page.getByText('Two more minutes')).toBeHidden();
	});

	await test.step('what is for one person alone is theirs, and notes are nobody else’s', async () => {
		const panel = fay.page.getByRole('dialog', { name: words.tools });
		const notes = panel.getByRole('textbox', { name: words.say.notes });
		await panel.getByLabel(words.say.promptTo, { exact: true }).selectOption({ label: 'Mia' });
		await panel.getByRole('textbox', { name: words.say.promptText }).last().fill('Will you report back?');
		await panel.getByRole('button', { name: words.say.promptSend, exact: true }).click();
		await expect(mia.page.getByText(words.say.promptFrom('Fay'))).toBeVisible();
		await expect(mia.page.getByText('Will you report back?')).toBeVisible();
		await expect(vic.page.getByText('Will you report back?')).toBeHidden();
		await mia.page.getByRole('button', { name: words.say.read }).tap();
		await expect(mia.page.getByText('Will you report back?')).toBeHidden();
		await notes.fill('Ask Mia about the wards');
		await expect(panel.getByText(words.say.notesSaved)).toBeVisible();
		await fay.page.reload();
		await run(fay, 'say');
		await expect(notes).toHaveValue('Ask Mia about the wards');
	});

	await test.step('a question comes over whatever somebody has open, and goes when it was answered', async () => {
		await mia.page.getByRole('button', { name: session.showBoards }).tap();
		const boards = mia.page.getByRole('dialog', { name: session.boards });
		await expect(boards).toBeVisible();
		await fay.page.getByRole('textbox', { name: words.ready.question }).fill('Shall we go on?');
		await fay.page.getByRole('button', { name: words.ready.ask }).click();
		await expect(boards.getByText('Shall we go on?')).toBeVisible();
		expect.soft(await seriousFindings(mia.page), 'what axe says of it').toEqual([]);
		await boards.getByRole('button', { name: words.ready.yes, exact: true }).tap();
		await expect(fay.page.getByRole('dialog').getByText(words.ready.count(1, 2))).toBeVisible();
		await expect(boards.getByText('Shall we go on?')).toBeHidden();
		await mia.page.keyboard.press('Escape');
		await fay.page.getByRole('dialog').getByRole('button', { name: words.ready.end }).click();
	});

	await test.step('the agenda’s item of now stands on every screen', async () => {
		await run(fay, 'agenda');
		for (const item of ['Arrive', 'Work']) {
			await fay.page.getByLabel(words.agenda.itemTitle, { exact: true }).fill(item);
			await fay.page.getByRole('button', { name: words.agenda.add, exact: true }).click();
			await expect(fay.page.getByRole('button', { name: words.agenda.menu(item) })).toBeVisible();
		}
		await fay.page.getByRole('button', { name: words.agenda.drag('Work') }).focus();
		await fay.page.keyboard.press('ArrowUp');
		await fay.page.getByRole('button', { name: words.agenda.nextIs('Work') }).click();
		for (const { page } of [mia, vic]) {
			await expect(page.getByRole('button', { name: words.agenda.now('Work') })).toBeVisible();
		}
	});

	await test.step('locked boards are for facilitators only, until that is undone', async () => {
		await run(fay, 'now');
		await fay.page.getByRole('button', { name: words.rights.lock }).click();
		await expect(mia.page.getByText(words.rights.lockedNote)).toBeVisible();
		await expect(savedLight(mia.page)).toContainText(session.saved.live);
		await fay.page.getByRole('dialog').getByRole('button', { name: words.undo }).click();
		await expect(mia.page.getByText(words.rights.lockedNote)).toBeHidden();
	});

	await test.step('members add boards while they may', async () => {
		await run(fay, 'rights');
		const may = fay.page.getByLabel(words.rights.may['add-board']);
		const add = mia.page.getByRole('button', { name: front.addBoard });
		const byMia = mia.page.getByRole('heading', { level: 1, name: 'Parking' });
		await mia.page.goto(meeting.url);
		await expect(mia.page.getByRole('heading', { level: 1, name: TITLE })).toBeVisible();
		await expect(add).toBeHidden();
		await may.check();
		await add.tap();
		await mia.page.getByRole('dialog').getByLabel(front.boardTitle).fill('Parking');
		await mia.page.getByRole('dialog').getByRole('button', { name: front.add, exact: true }).tap();
		await expect(byMia).toBeVisible();
		await expect(vic.page.getByRole('button', { name: front.addBoard })).toBeHidden();
		await may.uncheck();
		await mia.page.goto(meeting.url);
		await expect(mia.page.getByRole('link', { name: 'Parking' })).toBeVisible();
		await expect(add).toBeHidden();
		await mia.page.getByRole('link', { name: 'Whiteboard', exact: true }).tap();
	});

	await test.step('who follows the stage sees what is put there, and everybody comes when called', async () => {
		await run(fay, 'stage');
		await fay.page.getByLabel(words.stage.choose).selectOption({ label: words.stage.show.join });
		await mia.page.getByRole('button', { name: words.stage.follow }).tap();
		const stage = mia.page.getByRole('region', { name: words.stage.shown });
		await expect(stage).toContainText(meeting.code);
		await fay.page.getByLabel(words.stage.choose).selectOption({ label: 'Notes' });
		await expect(mia.page.getByRole('heading', { level: 1, name: 'Notes' })).toBeVisible();
		await mia.page.getByRole('button', { name: words.stage.unfollow }).tap();
		await fay.page.getByRole('button', { name: words.stage.lookHere }).click();
		await expect(mia.page.getByRole('heading', { level: 1, name: 'Whiteboard' })).toBeVisible();
	});

	await test.step('the call opens in a tab of its own', async () => {
		await run(fay, 'rights');
		await fay.page.getByLabel(words.meeting.address).fill('meet.jit.si/OurRoom');
		await fay.page.getByRole('button', { name: words.meeting.set }).click();
		const call = mia.page.getByRole('link', { name: words.meeting.open('Jitsi') });
		await expect(call).toHaveAttribute('href', 'https://meet.jit.si/OurRoom');
		await expect(call).toHaveAttribute('rel', /noopener/);
	});
});

test('when the only facilitator is gone a member offers to run the session, and gives way', async ({
	arrive
}) => {
	const fay = await arrive('Fay');
	const mia = await arrive('Mia', 'phone');
	const meeting = await startSession(fay, TITLE);
	await joinByLink(mia, meeting.link, TITLE);

	await fay.page.goto('about:blank');
	await mia.page.getByRole('button', { name: words.claim.claim }).tap();
	await expect(mia.page.getByText(/^You run the session in/)).toBeVisible();
	await mia.page.reload();
	await expect(mia.page.getByText(/^You run the session in/)).toBeVisible();
	await fay.page.goto(meeting.url);
	await expect(mia.page.getByText(/^You run the session/)).toBeHidden();
	await expect(mia.page.getByText(words.claim.offer)).toBeHidden();
});

test('people come in one by one, are handed the session, and read why they were put out', async ({
	arrive
}) => {
	const fay = await arrive('Fay');
	const mia = await arrive('Mia', 'phone');
	const eve = await arrive('Eve');
	const meeting = await startSession(fay, TITLE);
	await run(fay, 'rights');
	await fay.page.getByLabel(words.rights.waitingRoom).check();
	for (const { page, name } of [mia, eve]) {
		await page.goto(meeting.link);
		const form = page.locator('form');
		await form.getByRole('textbox').first().fill(name);
		await form.getByRole('button', { name: 'Join' }).click();
		await expect(page.getByRole('heading', { name: outside.door.title })).toBeVisible();
	}
	await run(fay, 'people');
	await fay.page.getByRole('button', { name: `${words.door.admit}: Mia` }).click();
	await expect(mia.page.getByRole('heading', { level: 1, name: TITLE })).toBeVisible();
	await fay.page.getByRole('button', { name: words.door.turnAway }).click();
	await fay.page.getByLabel(words.people.reason).fill('This is for the Tuesday group.');
	await fay.page.getByRole('dialog').last().getByRole('button', { name: words.door.turnAway }).click();
	await expect(eve.page.getByText('This is for the Tuesday group.')).toBeVisible();
	await backToTheBoard(fay);

	const menuOfMia = fay.page.getByRole('button', { name: front.memberMenu('Mia') });
	await menuOfMia.click();
	await fay.page.getByRole('menuitem', { name: words.people.handOver }).click();
	await fay.page.getByRole('dialog').getByRole('button', { name: words.people.handOver }).click();
	await expect(mia.page.getByRole('button', { name: words.tools })).toBeVisible();
	await expect(fay.page.getByRole('button', { name: words.tools })).toBeHidden();
});

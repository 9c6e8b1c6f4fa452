import after from '../../src/lib/messages/en/after.ts';
import community from '../../src/lib/messages/en/community.ts';
import front from '../../src/lib/messages/en/front.ts';
import ui from '../../src/lib/messages/en/ui.ts';
import { seriousFindings } from './axe.ts';
import type { Device, Person } from './person.ts';
import { openStagePanel, pairingCode } from './pages/big-screen.ts';
import { openGroups } from './pages/breakouts.ts';
import { addCard } from './pages/problem-board.ts';
import { writeLine } from './pages/page-editor.ts';
import { expectSaved, openBoard, readingAddress, startSession } from './pages/session.ts';
import { addNote } from './pages/whiteboard.ts';
import { expect, test } from './world.ts';

const TITLE = 'A rather long title, as facilitators like to give them, of some meeting or other';

/** Goes through every kind of page, with something on each, and looks at it. */
async function walk(person: Person, look: (name: string) => Promise<void>): Promise<void> {
	const { page } = person;
	await page.goto('/');
	await expect(page.getByRole('button', { name: community.start })).toBeVisible();
	await look('start');
	await page.goto('/join/00000000');
	await expect(page.getByRole('heading', { name: community.unknownTitle })).toBeVisible();
	person.expectTrouble(/status of 404/);
	await look('wrong code');
	await page.goto(`/s/${'x'.repeat(22)}`);
	await expect(page.getByRole('heading', { name: ui.error.missingTitle })).toBeVisible();
	await look('unknown session');

	const meeting = await startSession(person, TITLE);
	await page.getByText(front.roleLinks, { exact: true }).click();
	await page.getByRole('button', { name: front.newFacilitatorLink }).click();
	await expect(page.getByText(/\/join\/\w{8}#/)).toBeVisible();
	await page.getByRole('button', { name: front.showQr }).click();
	await expect(page.getByRole('img', { name: /^QR code/ })).toBeVisible();
	await look('session');
	await page.getByRole('button', { name: front.addBoard }).click();
	await expect(page.getByRole('dialog', { name: front.addBoard })).toBeVisible();
	await look('dialog');
	await page.keyboard.press('Escape');

	await openBoard(person, meeting, 'whiteboard');
	await addNote(person, [0.5, 0.4], 'A note with a few words');
	await expectSaved(person);
	await look('whiteboard');
	await page.getByRole('application').focus();
	await page.keyboard.press('l');
	await expect(page.getByRole('listitem', { name: /A note with a few words/ })).toBeVisible();
	await look('whiteboard as a list');
	await openBoard(person, meeting, 'problem');
	await addCard(person, 'Causes', 'A card with-a-very-long-word-that-nobody-would-ever-break-in-two');
	await look('problem board');
	await openBoard(person, meeting, 'page');
	await writeLine(person, 'A line, and https://example.org/an/address/that/is/as/long/as/addresses/are');
	await expectSaved(person);
	await look('page');
	await page.goto(readingAddress(page.url()));
	await expect(page.getByRole('main').getByText(/^A line, and/)).toBeVisible();
	await look('plain page');
	await page.goto(`/read/${'x'.repeat(22)}`);
	person.expectTrouble(/status of 404/);
	await look('unknown plain page');

	await page.goto(meeting.url);
	await openStagePanel(person);
	await look('running the stage');
	await page.keyboard.press('Escape');
	await openGroups(person);
	await look('breakout groups');
	await page.goto(meeting.url);
	await page.getByRole('main').getByRole('link', { name: after.summary.open }).first().click();
	await expect(page.getByRole('heading', { level: 2, name: 'Decisions' })).toBeVisible();
	await look('summary');
	await page.goto('/project');
	await pairingCode(person);
	await look('big screen');
}

for (const device of ['desktop', 'phone'] satisfies Device[]) {
	for (const colorScheme of ['light', 'dark'] as const) {
		test(`axe finds nothing serious on any page, ${device}, ${colorScheme}`, async ({ arrive }) => {
			const person = await arrive('Fay', device, { colorScheme });
			await walk(person, async (name) => {
				expect.soft(await seriousFindings(person.page), `what axe says of: ${name}`).toEqual([]);
			});
		});
	}
}

for (const device of ['narrow', 'phone', 'desktop'] satisfies Device[]) {
	test(`no page is wider than its window, ${device}`, async ({ arrive }) => {
		const person = await arrive('Fay', device);
		await walk(person, async (name) => {
			expect.soft(await tooWide(person), `what sticks out of: ${name}`).toEqual([]);
		});
	});
}

/** The page itself when it scrolls sideways, and every control that cannot be reached without that. */
function tooWide({ page }: Person): Promise<string[]> {
	return page.evaluate(() => {
		const width = document.documentElement.clientWidth;
		const found = document.documentElement.scrollWidth > width ? ['the page scrolls sideways'] : [];
		for (const element of document.querySelectorAll('a, button, input, textarea, h1, h2')) {
			const { left, right, width: own } = element.getBoundingClientRect();
			const isShown = own > 1 && element.checkVisibility({ visibilityProperty: true });
			// What scrolls within its own frame can be reached; so can what only the keyboard brings out.
			if (!isShown || element.closest('[data-scrolls-sideways], .skip, [class*="skip"]')) continue;
			let frame = element.parentElement;
			while (frame && !/auto|scroll/.test(getComputedStyle(frame).overflowX)) frame = frame.parentElement;
			if (frame && frame.scrollWidth > frame.clientWidth) continue;
			if (right > width + 1 || left < -1) {
				found.push(`${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent.trim()}`);
			}
		}
		return found;
	});
}

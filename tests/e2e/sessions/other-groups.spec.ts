import facilitating from '../../../src/lib/messages/en/facilitating.ts';
import words from '../../../src/lib/messages/en/breakouts.ts';
import session from '../../../src/lib/messages/en/session.ts';
import { writeNotes } from '../../support/group-boards.ts';
import { focusByTab } from '../keyboard.ts';
import { attend, expectRound, recordOf } from '../pages/attendee.ts';
import { group, groupBar, openGroups, openRound, personIn, undo } from '../pages/breakouts.ts';
import { joinByLink, startSession } from '../pages/session.ts';
import { test } from '../steered.ts';
import { expect } from '../world.ts';

const TITLE = 'Reading in mixed-age groups';

test('people choose their topics, and one of them facilitates when nobody else does', async ({
	arrive,
	steered
}) => {
	const at = { at: steered.origin };
	const [fay, mia] = [await arrive('Fay', 'desktop', at), await arrive('Mia', 'phone', at)];
	const meeting = await startSession(fay, TITLE);
	await joinByLink(mia, meeting.link, TITLE);
	const ana = await attend(steered.origin, meeting, 'Ana');

	await test.step('a member says what they would like, and gets it', async () => {
		await openGroups(fay);
		await fay.page.getByRole('radio', { name: words.ways.choice }).check();
		await fay.page.getByRole('textbox', { name: words.topics }).fill('Noise\nLight');
		await fay.page.getByRole('button', { name: words.make(2), exact: true }).click();
		await mia.page.getByRole('button', { name: words.choose }).tap();
		await mia.page.getByRole('button', { name: /^Light/u }).tap();
		await mia.page.getByRole('button', { name: words.done }).tap();
		await expect(mia.page.getByText(words.wishOf('Light'))).toBeVisible();
		await expect(fay.page.getByText(words.haveChosen(1, 2))).toBeVisible();
		await fay.page.getByRole('button', { name: words.placeByChoice }).click();
		await expect(personIn(fay, 'Light', 'Mia')).toBeVisible();
		await expect(personIn(fay, 'Noise', 'Ana')).toBeVisible();
	});

	await test.step('a removed group and opened groups come back', async () => {
		await group(fay, 'Light')
			.getByRole('button', { name: words.groupMenu('Light') })
			.click();
		await fay.page.getByRole('menuitem', { name: words.removeGroup }).click();
		await expect(group(fay, 'Light')).toBeHidden();
		await undo(fay, words.removed('Light'));
		await expect(personIn(fay, 'Light', 'Mia')).toBeVisible();
		await openRound(fay);
		await expect(groupBar(mia)).toContainText('Light');
		await undo(fay, words.opened(2));
		// Two commands: what was chosen from is chosen from again.
		await expectRound(ana, 'choosing');
		await expect(fay.page.getByRole('button', { name: words.open, exact: true })).toBeVisible();
		await expect(groupBar(mia)).toBeHidden();
	});

	await test.step('who offers to facilitate does so after a minute in which nobody came back', async () => {
		await fay.leave();
		await mia.page.getByRole('button', { name: facilitating.claim.claim }).tap();
		await expect(mia.page.getByText(/You run the session in (1:00|0:5\d)/u)).toBeVisible();
		// Her own screen shows it before the server has it.
		await expect.poll(() => recordOf(ana).claim).not.toBeNull();
		steered.tell(60_000);
		await expect(mia.page.getByRole('link', { name: words.allGroups })).toBeVisible();
		expect(recordOf(ana).claim).toBeNull();
	});
	ana.tab.close();
});

test('groups are planned, followed and harvested by the keyboard alone', async ({ arrive, origin }) => {
	const fay = await arrive('Fay');
	const meeting = await startSession(fay, TITLE);
	const [ana, cy] = [await attend(origin, meeting, 'Ana'), await attend(origin, meeting, 'Cy')];
	const { page } = fay;
	const press = async (name: string | RegExp, role: 'button' | 'link' = 'button', exact = true) => {
		await focusByTab(page.getByRole(role, { name, exact }).first());
		await page.keyboard.press('Enter');
	};
	await press(session.breakouts, 'link', false);
	await expect(page.getByRole('heading', { level: 1, name: words.title })).toBeVisible();
	await focusByTab(page.getByRole('spinbutton', { name: words.sizeOfGroups }));
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.type('2');
	await press(words.make(1));
	await press(words.addGroup);
	await expect(group(fay, words.groupName(2))).toBeVisible();
	await focusByTab(page.getByRole('button', { name: words.personMenu('Cy') }));
	await page.keyboard.press('Enter');
	await expect(page.getByRole('menuitem', { name: words.moveTo(words.groupName(2)) })).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(personIn(fay, words.groupName(2), 'Cy')).toBeVisible();
	await press(words.open);
	const { groups } = await expectRound(ana, 'open');
	await writeNotes(ana.http, groups[0]!.boards[0]!, ['Quiet corner']);
	await press(words.closeNow);
	await press(words.bring(1, 'whiteboard'));
	await expect(page.getByText(words.brought(1, 'whiteboard', 'Whiteboard'))).toBeVisible();
	await press(words.takeBack);
	await expect(page.getByText(words.takenBack('Whiteboard'))).toBeVisible();
	for (const { tab } of [ana, cy]) tab.close();
});

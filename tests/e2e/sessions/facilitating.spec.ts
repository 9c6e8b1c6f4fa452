import words from '../../../src/lib/messages/en/facilitating.ts';
import session from '../../../src/lib/messages/en/session.ts';
import type { Person } from '../person.ts';
import { joinByLink, startSession } from '../pages/session.ts';
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
		await expect(page.getByRole('heading', { name: session.door.title })).toBeVisible();
	}
	await run(fay, 'people');
	await fay.page.getByRole('button', { name: `${words.door.admit}: Mia` }).click();
	await expect(mia.page.getByRole('heading', { level: 1, name: TITLE })).toBeVisible();
	await fay.page.getByRole('button', { name: words.door.turnAway }).click();
	await fay.page.getByLabel(words.people.reason).fill('This is for the Tuesday group.');
	await fay.page.getByRole('dialog').last().getByRole('button', { name: words.door.turnAway }).click();
	await expect(eve.page.getByText('This is for the Tuesday group.')).toBeVisible();
	await backToTheBoard(fay);

	const menuOfMia = fay.page.getByRole('button', { name: session.memberMenu('Mia') });
	await menuOfMia.click();
	await fay.page.getByRole('menuitem', { name: words.people.handOver }).click();
	await fay.page.getByRole('dialog').getByRole('button', { name: words.people.handOver }).click();
	await expect(mia.page.getByRole('button', { name: words.tools })).toBeVisible();
	await expect(fay.page.getByRole('button', { name: words.tools })).toBeHidden();
});

import comments from '../../../src/lib/messages/en/whiteboard-comments.ts';
import words from '../../../src/lib/messages/en/whiteboard-versions.ts';
import type { Person } from '../person.ts';
import { expectSaved, joinByLink, linkForOnlookers, meetAt, openBoard } from '../pages/session.ts';
import { addNote, onScreen, openList, surface } from '../pages/whiteboard.ts';
import { expect, test } from '../world.ts';

async function openVersions(person: Person): Promise<void> {
	const { page } = person;
	await surface(person).focus();
	await page.keyboard.press('Control+k');
	await page.keyboard.type(words.open);
	await page.keyboard.press('Enter');
	await expect(page.getByRole('region', { name: words.title })).toBeVisible();
}

async function keepAs({ page }: Person, name: string): Promise<void> {
	await page.getByRole('textbox', { name: words.nameNow }).fill(name);
	await page.getByRole('button', { name: words.keep, exact: true }).click();
	await expect(page.getByRole('button', { name: words.look(`“${name}”`) })).toBeVisible();
}

test('two people keep a version, look at it beside the present, and restore it for both', async ({
	arrive
}) => {
	const [fay, mia, vic] = [await arrive('Fay'), await arrive('Mia'), await arrive('Vic')];
	const meeting = await meetAt('whiteboard', 'Plans', fay, mia);
	await addNote(fay, [0.3, 0.4], 'The first plan');
	await expectSaved(fay);
	await openVersions(fay);
	await keepAs(fay, 'Before lunch');
	await fay.page.keyboard.press('Escape');

	// Mia changes her mind about everything.
	await surface(mia).focus();
	await mia.page.keyboard.press('Control+a');
	await mia.page.keyboard.press('Delete');
	await addNote(mia, [0.6, 0.5], 'Another plan');
	await mia.page.keyboard.press('c');
	const [onNote] = await onScreen(mia, [[0.6, 0.5]]);
	await mia.page.mouse.click(onNote!.x, onNote!.y);
	await mia.page.getByRole('textbox', { name: comments.write }).fill('Is it better?');
	await mia.page.keyboard.press('Enter');
	await mia.page.keyboard.press('Escape');
	await expectSaved(mia);

	await openVersions(mia);
	await mia.page.getByRole('button', { name: words.look('“Before lunch”') }).click();
	const then = mia.page.getByRole('application', { name: /Before lunch/ });
	await expect(then).toBeVisible();
	await expect(mia.page.locator('[data-shape-count="1"]'), 'then and now').toHaveCount(2);
	await mia.page.getByRole('button', { name: words.restore }).click();
	await expect(then).toBeHidden();
	for (const person of [mia, fay]) {
		const rows = await openList(person);
		await expect(rows).toHaveCount(1);
		await expect(rows).toContainText('The first plan');
		await person.page.keyboard.press('Escape');
	}

	// What was said about the other plan is still there to be read.
	await surface(fay).focus();
	await fay.page.keyboard.press('Shift+C');
	const said = fay.page.getByRole('region', { name: comments.title }).getByRole('listitem');
	await expect(said).toContainText('Is it better?');
	await expect(said).toContainText(comments.detached);
	await fay.page.keyboard.press('Escape');

	// One step, which goes back at once; and what was there before is a version as well.
	await surface(mia).focus();
	await mia.page.keyboard.press('Control+z');
	await expect(await openList(fay)).toContainText('Another plan');
	await openVersions(mia);
	await expect(mia.page.getByText(words.beforeRestoring('Mia'))).toBeVisible();

	// Only what is gone.
	await mia.page.getByRole('button', { name: words.look('“Before lunch”') }).click();
	await mia.page.getByRole('button', { name: words.bringBack }).click();
	await expect(mia.page.getByText(words.broughtBack(1)).first()).toBeVisible();
	await expect(await openList(fay)).toHaveCount(2);

	// Whoever only looks on may look back, too, and no more.
	await fay.page.goto(meeting.url);
	await joinByLink(vic, await linkForOnlookers(fay), 'Plans');
	await openBoard(vic, meeting, 'whiteboard');
	await openVersions(vic);
	await expect(vic.page.getByRole('textbox', { name: words.nameNow })).toHaveCount(0);
	await vic.page.getByRole('button', { name: words.look('“Before lunch”') }).click();
	await expect(vic.page.getByRole('application', { name: /Before lunch/ })).toBeVisible();
	for (const name of [words.restore, words.bringBack])
		await expect(vic.page.getByRole('button', { name })).toHaveCount(0);
});

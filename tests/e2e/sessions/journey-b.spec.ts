import front from '../../../src/lib/messages/en/front.ts';
import words from '../../../src/lib/messages/en/problem.ts';
import run from '../../../src/lib/messages/en/problem-running.ts';
import { solveAProblem } from '../../../src/lib/model/problem/methods/solve-a-problem.ts';
import { cards } from '../pages/problem-board.ts';
import { received, sheet, writeAlone } from '../pages/sheet.ts';
import { fillJoinForm, openBoard, openPeople, startSession } from '../pages/session.ts';
import { WITH_WORKER } from '../person.ts';
import { expect, test } from '../world.ts';

const TERMS = 'What is said here stays here.';
const IDEAS = 2;
const SECRET = 'Kim wonders about the night shift';

const phase = (index: number): string => solveAProblem.phases[index]!.title;

test('somebody joins by phone, writes six cards, four of them without a line, and each is shown once', async ({
	arrive
}) => {
	const fay = await arrive('Fay');
	const [kim, mia] = [await arrive('Kim'), await arrive('Mia', 'phone', WITH_WORKER)];
	const meeting = await startSession(fay, 'Night shifts');
	await fay.page.getByRole('button', { name: front.termsEdit }).click();
	await fay.page.getByRole('textbox', { name: front.termsLabel }).fill(TERMS);
	await fay.page.getByRole('button', { name: front.save, exact: true }).click();
	await openBoard(fay, meeting, 'problem');
	await fay.page.getByRole('button', { name: words.runMethod }).click();
	await fay.page.getByRole('radio', { name: solveAProblem.title }).check();
	await fay.page.getByRole('button', { name: run.start }).click();
	for (let index = 1; index <= IDEAS; index++)
		await fay.page.getByRole('button', { name: run.next(phase(index)), exact: true }).click();

	const sent = received(mia);
	for (const person of [kim, mia]) {
		await test.step(`${person.name} taps the link, and after a name is where the others are`, async () => {
			await person.page.goto(meeting.link);
			await expect(person.page.getByText(TERMS)).toBeVisible();
			await fillJoinForm(person.page, person.name);
			await expect(person.page.getByRole('heading', { level: 3, name: phase(IDEAS) }).first()).toBeVisible();
			await expect(sheet(person)).toContainText(run.sheetHidden);
		});
	}
	await mia.keepsTheApp();
	await writeAlone(kim, 'Ideas', SECRET);
	await expect(sheet(kim)).toContainText(run.sheetKept);

	const mine = ['one', 'two', 'three', 'four', 'five', 'six'].map((number) => `Card ${number}`);
	for (const text of mine.slice(0, 2)) await writeAlone(mia, 'Ideas', text);
	await expect(sheet(mia)).toContainText(run.sheetKept);

	await test.step('without a line four more are written, and all are there after a reload', async () => {
		await mia.context.setOffline(true);
		await expect(sheet(mia)).toContainText(run.sheetOnDevice);
		for (const text of mine.slice(2)) await writeAlone(mia, 'Ideas', text);
		await mia.page.reload();
		await expect(sheet(mia).getByRole('article').locator('p')).toHaveText(mine);
	});

	await mia.context.setOffline(false);
	await expect(sheet(mia)).toContainText(run.sheetKept);
	await expect((await openPeople(fay)).getByText('Mia', { exact: true }), 'the same person').toHaveCount(1);
	await fay.page.keyboard.press('Escape');
	expect(sent.length).toBeGreaterThan(10);
	const before = Buffer.concat(sent).toString('latin1');
	expect(before, 'what Mia’s phone was sent before the reveal').not.toContain(SECRET);

	await fay.page.getByRole('button', { name: run.reveal }).click();
	for (const person of [fay, kim, mia]) {
		const shown = cards(person.page, 'Ideas').locator('p');
		await expect
			.poll(async () => (await shown.allInnerTexts()).sort(), { message: `what ${person.name} sees` })
			.toEqual([...mine, SECRET].sort());
	}
	expect(Buffer.concat(sent).toString('latin1'), 'what is shown was sent').toContain(SECRET);
});

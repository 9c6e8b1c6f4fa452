import front from '../../../src/lib/messages/en/front.ts';
import words from '../../../src/lib/messages/en/problem.ts';
import run from '../../../src/lib/messages/en/problem-running.ts';
import { solveAProblem } from '../../../src/lib/model/problem/methods/solve-a-problem.ts';
import { cards } from '../pages/problem-board.ts';
import { fillJoinForm, openBoard, startSession } from '../pages/session.ts';
import { received, sheet, writeAlone } from '../pages/sheet.ts';
import { expect, test } from '../world.ts';

const TERMS = 'What is said here stays here.';
const TITLE = 'Night shifts';
const IDEAS = 2;
const MINE = ['Rotas a month ahead', 'Ask who would rather work nights'];

const phase = (index: number): string => solveAProblem.phases[index]!.title;

test('before a session begins its members write alone, and what they wrote is nobody else’s until it is shown', async ({
	arrive
}) => {
	const [fay, kim, mia] = [await arrive('Fay'), await arrive('Kim'), await arrive('Mia', 'phone')];
	const sent = [received(fay), received(kim)];
	const meeting = await startSession(fay, TITLE);
	await fay.page.getByRole('button', { name: front.termsEdit }).click();
	await fay.page.getByRole('textbox', { name: front.termsLabel }).fill(TERMS);
	await fay.page.getByRole('button', { name: front.save, exact: true }).click();
	await openBoard(fay, meeting, 'problem');
	await fay.page.getByRole('button', { name: words.runMethod }).click();
	await fay.page.getByRole('radio', { name: solveAProblem.title }).check();
	await fay.page.getByRole('button', { name: run.start }).click();
	for (let index = 1; index <= IDEAS; index++)
		await fay.page.getByRole('button', { name: run.next(phase(index)), exact: true }).click();
	await expect(sheet(fay)).toContainText(run.sheetHidden);

	await test.step('a window without an account shows the topic and the terms', async () => {
		await mia.page.goto(meeting.link);
		await expect(mia.page.getByText(TITLE)).toBeVisible();
		await expect(mia.page.getByText(TERMS)).toBeVisible();
	});

	await test.step('Mia writes on her phone, days before, and goes again', async () => {
		await fillJoinForm(mia.page, mia.name);
		await expect(sheet(mia)).toContainText(run.sheetHidden);
		for (const text of MINE) await writeAlone(mia, 'Ideas', text);
		await expect(sheet(mia)).toContainText(run.sheetKept);
		await mia.page.goto('about:blank');
	});

	await test.step('neither who comes next nor the facilitator is sent or shown a word of it', async () => {
		await kim.page.goto(meeting.link);
		await fillJoinForm(kim.page, kim.name);
		await fay.page.reload();
		for (const person of [fay, kim]) {
			await expect(sheet(person)).toContainText(run.sheetHidden);
			for (const text of MINE) await expect(person.page.getByText(text)).toHaveCount(0);
		}
		await writeAlone(kim, 'Ideas', 'Shorter nights');
		await expect(sheet(kim)).toContainText(run.sheetKept);
		for (const all of sent) {
			expect(all.length).toBeGreaterThan(10);
			const before = Buffer.concat(all).toString('latin1');
			for (const text of MINE) expect(before).not.toContain(text);
		}
	});

	await test.step('on the day Mia finds her cards, and all are shown at once', async () => {
		await mia.page.goto(meeting.url);
		await mia.page.getByRole('main').getByRole('link', { name: solveAProblem.title }).click();
		await expect(sheet(mia).getByRole('article').locator('p')).toHaveText(MINE);
		await fay.page.getByRole('button', { name: run.reveal }).click();
		for (const person of [fay, kim, mia]) {
			const shown = cards(person.page, 'Ideas').locator('p');
			await expect
				.poll(async () => (await shown.allInnerTexts()).sort(), { message: `what ${person.name} sees` })
				.toEqual([...MINE, 'Shorter nights'].sort());
		}
	});
	for (const all of sent) expect(Buffer.concat(all).toString('latin1')).toContain(MINE[0]);
});

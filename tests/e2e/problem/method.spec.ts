import { AxeBuilder } from '@axe-core/playwright';
import words from '../../../src/lib/messages/en/problem.ts';
import cardWords from '../../../src/lib/messages/en/problem-cards.ts';
import run from '../../../src/lib/messages/en/problem-running.ts';
import { solveAProblem } from '../../../src/lib/model/problem/methods/solve-a-problem.ts';
import { focusByTab } from '../keyboard.ts';
import {
	beginMethod,
	chooseInMenu,
	pressControl,
	reveal,
	writeAlone,
	writeCards,
	type Group
} from '../pages/method.ts';
import { addCard, cards, expectCards, lane } from '../pages/problem-board.ts';
import { meetAt } from '../pages/session.ts';
import { giveDots, openVote, results } from '../pages/vote.ts';
import type { Person } from '../person.ts';
import { expect, test } from '../world.ts';

const titles = solveAProblem.phases.map(({ title }) => title);

async function expectPhase(people: readonly Person[], index: number): Promise<void> {
	for (const { page, name } of people)
		await expect(
			page.getByRole('heading', { level: 3, name: titles[index]!, exact: false }).first(),
			`the phase that ${name} sees`
		).toBeVisible();
}

async function goOn({ page }: Person, to: number): Promise<void> {
	await page.getByRole('button', { name: run.next(titles[to]!), exact: true }).click();
}

/** With the keyboard alone. */
async function press({ page }: Person, name: string): Promise<void> {
	await focusByTab(page.getByRole('button', { name, exact: true }));
	await page.keyboard.press('Enter');
}

async function expectAccessible({ page, name }: Person): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).analyze();
	expect(
		violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
		`what axe finds on ${name}’s screen`
	).toEqual([]);
}

test('three people solve a problem, from its sentence to dated actions', async ({ arrive }) => {
	test.setTimeout(120_000);
	const [fay, kim, pat] = [await arrive('Fay'), await arrive('Kim'), await arrive('Pat', 'phone')];
	const people = [fay, kim, pat];
	await meetAt('problem', 'Late again', fay, kim, pat);

	await fay.page.getByRole('button', { name: words.runMethod }).click();
	const choice = fay.page.getByRole('dialog', { name: run.choose });
	await choice.getByRole('radio', { name: solveAProblem.title }).check();
	await choice.getByRole('button', { name: run.start }).click();
	await expectPhase(people, 0);
	await pat.page.getByRole('textbox', { name: words.statement }).fill('Deliveries come two days late.');

	const walls = people.map(({ page }) => page.locator('.problem-board'));
	for (const wall of walls) await wall.evaluate((element) => element.setAttribute('data-met', ''));
	await goOn(fay, 1);
	await expectPhase(people, 1);
	for (const wall of walls) await expect(wall, 'the same board as before').toHaveAttribute('data-met');
	await focusByTab(lane(kim.page, 'Causes').getByRole('button', { name: words.addTo('Causes') }));
	await kim.page.keyboard.press('Enter');
	await kim.page.keyboard.type('Nobody owns the list');
	await kim.page.keyboard.press('Escape');
	for (const person of people) await expectCards(person, 'Causes', ['Nobody owns the list']);

	// Alone: what the others write is on nobody else's screen.
	await goOn(fay, 2);
	await expectPhase(people, 2);
	const sheet = ({ page }: Person) => page.getByRole('region', { name: run.sheet });
	for (const person of people) await expect(sheet(person)).toContainText(run.sheetHidden);
	const write = async (person: Person, text: string) => {
		await sheet(person)
			.getByRole('button', { name: words.addTo('Ideas'), exact: true })
			.click();
		const field = sheet(person).getByRole('textbox', { name: words.cardText });
		await field.fill(text);
		await field.press('Escape');
	};
	await write(fay, 'One list');
	await write(pat, 'Call ahead');
	await focusByTab(sheet(kim).getByRole('button', { name: words.addTo('Ideas'), exact: true }));
	await kim.page.keyboard.press('Enter');
	await kim.page.keyboard.type('Two spare pumps');
	await kim.page.keyboard.press('Escape');
	await expect(sheet(kim).getByRole('article')).toHaveCount(1);
	await expect(sheet(fay).getByRole('article')).toHaveCount(1);
	await expect(sheet(pat).getByRole('article')).toHaveCount(1);
	for (const person of people) await expectAccessible(person);

	await fay.page.getByRole('button', { name: run.reveal }).click();
	for (const person of people) await expect(cards(person.page, 'Ideas')).toHaveCount(3);
	await goOn(fay, 3);
	await expectPhase(people, 3);
	await kim.page.getByRole('article', { name: 'Two spare pumps' }).focus();
	await kim.page.keyboard.press('ArrowUp');
	await kim.page.keyboard.press('ArrowUp');
	await kim.page.keyboard.press('ArrowDown');
	await kim.page.keyboard.press('g');
	for (const { page } of people)
		await expect(lane(page, 'Ideas').locator('[data-block] article')).toHaveCount(3);

	// Dots, in secret.
	await goOn(fay, 4);
	await expectPhase(people, 4);
	await fay.page.getByRole('button', { name: run.openVote(3) }).click();
	for (const person of people)
		await expect(person.page.getByText(run.marksLeft(3, 3), { exact: true })).toBeVisible();
	await fay.page.getByRole('button', { name: run.another('One list') }).click();
	await pat.page.getByRole('button', { name: run.another('One list') }).tap();
	await press(kim, run.another('Two spare pumps'));
	await kim.page.keyboard.press('Enter');
	await expect(kim.page.getByText(run.marksLeft(1, 3), { exact: true })).toBeVisible();
	for (const { page } of people) await expect(page.getByText(run.sent).last()).toBeVisible();
	await expect(fay.page.getByText(run.voters(3))).toBeVisible();
	await fay.page.getByRole('button', { name: run.closeVote }).click();
	for (const person of people) {
		const results = person.page.getByRole('region', { name: run.results });
		await expect(results.getByRole('listitem')).toHaveCount(3);
		await expect(results).toContainText(run.votersCount(3));
	}
	await expectAccessible(pat);

	await goOn(fay, 5);
	await expectPhase(people, 5);
	await fay.page.getByRole('button', { name: /^Open the vote on/ }).click();
	for (const [person, impact] of [
		[fay, '5'],
		[pat, '4'],
		[kim, '5']
	] as const) {
		const grade = (of: string) =>
			person.page.getByRole('group', { name: of }).getByRole('radio', { name: impact, exact: true });
		await grade(run.impactOf('One list')).check();
		await person.page
			.getByRole('group', { name: run.effortOf('One list') })
			.getByRole('radio', { name: '2', exact: true })
			.check();
		await expect(person.page.getByText(run.sent).last()).toBeVisible();
	}
	await fay.page.getByRole('button', { name: run.closeVote }).click();
	await expect(pat.page.getByRole('region', { name: run.results })).toContainText('One list');

	await goOn(fay, 6);
	await expectPhase(people, 6);
	await addCard(pat, 'Decision', 'One list, owned by planning');
	await goOn(fay, 7);
	await expectPhase(people, 7);
	await addCard(fay, 'Actions', 'Move the list');
	await fay.page.getByRole('article', { name: 'Move the list' }).focus();
	await lane(fay.page, 'Actions').getByRole('button', { name: words.actions }).click();
	await fay.page.getByRole('menuitem', { name: words.details }).click();
	const details = fay.page.getByRole('dialog', { name: cardWords.title });
	await details.getByLabel(cardWords.owner).selectOption({ label: 'Kim' });
	await details.getByLabel(cardWords.due).fill('2027-03-01');
	await fay.page.keyboard.press('Escape');
	await expect(lane(pat.page, 'Actions').getByRole('article')).toContainText('Kim');
	await goOn(fay, 8);
	await expectPhase(people, 8);
	await fay.page.getByRole('button', { name: run.finish, exact: true }).click();
	for (const { page } of people) await expect(page.getByText(run.finished)).toBeVisible();
});

test('a facilitator sees who has not begun, repeats a vote of too few, lays a result on the grid, and takes a phase up again', async ({
	arrive
}) => {
	const [fay, kim] = [await arrive('Fay'), await arrive('Kim', 'phone')];
	const both: Group = [fay, kim];
	await meetAt('problem', 'Late again', ...both);
	await beginMethod(solveAProblem, both);
	await goOn(fay, 1);
	await expectPhase(both, 1);
	await writeCards(fay, 'Causes', 'Nobody owns the list');

	await goOn(fay, 2);
	await writeAlone(kim, 'Ideas', 'One list', 'Call ahead');
	await expect(fay.page.getByText(`${run.writing.silent('Fay')} ${run.writing.onlyYou}`)).toBeVisible();
	await expect(kim.page.getByText(run.writing.cards(2))).toBeVisible();
	await expect(kim.page.getByText(run.writing.onlyYou)).toHaveCount(0);
	await reveal(both, { Ideas: ['One list', 'Call ahead'] });
	await expect(kim.page.getByText(run.now['read-revealed'])).toBeVisible();

	// Skipped: the phase in between. Two are too few for a secret.
	await chooseInMenu(fay, run.goTo(titles[4]!));
	await expectPhase(both, 4);
	await openVote(both, 2);
	await giveDots(fay, 'One list');
	await giveDots(kim, 'One list', 'Call ahead');
	await pressControl(fay, run.closeVote);
	for (const person of both) {
		await expect(results(person)).toContainText(run.tooFew);
		await expect(results(person).getByRole('listitem')).toHaveCount(0);
	}
	await chooseInMenu(fay, run.repeat);
	await openVote(both, 2);
	await expect(kim.page.getByText(run.marksLeft(3, 3), { exact: true })).toBeVisible();

	await goOn(fay, 5);
	await openVote(both, 2);
	for (const [person, impact, effort] of [
		[fay, '5', '1'],
		[kim, '5', '2']
	] as const) {
		for (const [of, grade] of [
			[run.impactOf('One list'), impact],
			[run.effortOf('One list'), effort]
		] as const)
			await person.page
				.getByRole('group', { name: of })
				.getByRole('radio', { name: grade, exact: true })
				.check();
		await expect(person.page.getByText(run.sent).last()).toBeVisible();
	}
	await pressControl(fay, run.closeVote);
	await goOn(fay, 6);
	await results(kim).getByRole('button', { name: run.toGrid }).tap();
	await expect(
		lane(fay.page, 'Ideas')
			.getByRole('region', { name: words.sections['quick-wins'] })
			.getByRole('article', { name: 'One list' })
	).toBeVisible();

	// What came later stands, and says that it may not fit any more.
	await chooseInMenu(fay, run.reopen(titles[1]!));
	await expectPhase(both, 1);
	await writeCards(kim, 'Causes', 'Two lists');
	for (const { page } of both)
		await expect(
			page.getByRole('list', { name: run.phases }).getByRole('listitem').filter({ hasText: titles[5]! })
		).toContainText(run.staleMark);
	await chooseInMenu(fay, run.reopen(titles[6]!));
	for (const person of both) await expect(results(person)).toContainText(run.staleResult);

	// The board as it was, the last time that this phase ended: without what came later.
	await kim.page.getByRole('button', { name: titles[2]!, exact: true }).tap();
	const past = kim.page.getByRole('region', { name: run.past.title(titles[2]!) });
	await expect(past.getByRole('group', { name: 'Causes' }).getByRole('article')).toHaveText([
		/Nobody owns the list/
	]);
	await expectAccessible(kim);
	await past.getByRole('button', { name: run.past.back }).tap();
	await expect(cards(kim.page, 'Causes')).toHaveCount(2);
});

import { expect, type Locator } from '@playwright/test';
import front from '../../../src/lib/messages/en/front.ts';
import words from '../../../src/lib/messages/en/problem.ts';
import run from '../../../src/lib/messages/en/problem-running.ts';
import steering from '../../../src/lib/messages/en/problem-steering.ts';
import session from '../../../src/lib/messages/en/session.ts';
import type { Method } from '../../../src/lib/model/problem/method.ts';
import type { Person } from '../person.ts';
import { press } from './hands.ts';
import { text as pageText } from './page-editor.ts';
import { cards, lane } from './problem-board.ts';
import { savedLight, type Meeting } from './session.ts';

/** What people do while a method runs on a problem board. The first of them facilitates. */
export type Group = readonly [facilitator: Person, ...others: Person[]];

/** The facilitator adds a problem board to the session, and everybody opens it. */
export async function takeUpBoard(meeting: Meeting, title: string, people: Group): Promise<void> {
	const { page } = people[0];
	await page.goto(meeting.url);
	await page.getByRole('button', { name: front.addBoard }).click();
	const form = page.getByRole('dialog', { name: front.addBoard });
	await form.getByRole('radio', { name: session.kinds.problem }).check();
	await form.getByLabel(front.boardTitle).fill(title);
	await form.getByRole('button', { name: front.add, exact: true }).click();
	await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
	const others = people.slice(1).map((person) => person.page.goto(page.url()));
	await Promise.all(others);
	await Promise.all(people.map((person) => expect(savedLight(person.page)).toBeVisible()));
}

/** The facilitator begins a method on the board that everybody is at. */
export async function beginMethod(method: Method, people: Group): Promise<void> {
	const [facilitator] = people;
	await press(facilitator, facilitator.page.getByRole('button', { name: words.runMethod }));
	const choice = facilitator.page.getByRole('dialog', { name: run.choose });
	await choice.getByRole('radio', { name: method.title }).check();
	await choice.getByRole('button', { name: run.start }).click();
	await expectPhase(people, method.phases[0]!.title);
}

/** Everybody is in this phase, and is told to do this. */
export async function expectPhase(people: readonly Person[], title: string, task?: string): Promise<void> {
	await Promise.all(
		people.map(async ({ page, name }) => {
			const heading = page.getByRole('heading', { level: 3, name: `: ${title}` });
			await expect(heading, `the phase that ${name} sees`).toBeVisible();
		})
	);
	if (task !== undefined) await expectTask(people, task);
}

/** What people are to do now, in one sentence. */
export async function expectTask(people: readonly Person[], task: string): Promise<void> {
	await Promise.all(
		people.map(({ page, name }) =>
			expect(page.getByRole('status').filter({ hasText: task }), `what ${name} is to do`).toBeVisible()
		)
	);
}

/** The facilitator goes on to the next phase. */
export async function goOn(people: Group, title: string, task?: string): Promise<void> {
	await pressControl(people[0], run.next(title));
	await expectPhase(people, title, task);
}

export async function finish(people: Group): Promise<void> {
	await pressControl(people[0], run.finish);
	await expectTask(people, run.finished);
}

/** One of the facilitator's buttons. */
export function pressControl(facilitator: Person, name: string): Promise<void> {
	const controls = facilitator.page.getByRole('group', { name: run.controls });
	return press(facilitator, controls.getByRole('button', { name, exact: true }));
}

/** What a facilitator does now and then: skip, repeat, reopen. */
export async function chooseInMenu(facilitator: Person, name: string): Promise<void> {
	await pressControl(facilitator, run.menu);
	await press(facilitator, facilitator.page.getByRole('menuitem', { name, exact: true }));
}

/** The facilitator says whose case it is, and everybody sees it. */
export async function nameHolder([facilitator, ...others]: Group, holder: Person): Promise<void> {
	await facilitator.page
		.getByRole('combobox', { name: steering.holder })
		.selectOption({ label: holder.name });
	for (const { page, name } of [facilitator, ...others])
		await expect(
			page.getByText(name === holder.name ? steering.holderIsMe : steering.holderIs(holder.name))
		).toBeVisible();
}

/** The facilitator has the page made of what the method left; everybody finds it, with these words on it. */
export async function writeItDown([facilitator, ...others]: Group, ...words: string[]): Promise<void> {
	await press(facilitator, facilitator.page.getByRole('button', { name: run.writeUp.make }));
	for (const person of others)
		await press(person, person.page.getByRole('group', { name: run.writeUp.label }).getByRole('link'));
	for (const person of [facilitator, ...others])
		for (const text of words)
			await expect(pageText(person), `the page as ${person.name} sees it`).toContainText(text);
}

/** Where somebody writes alone. */
export function sheet({ page }: Person): Locator {
	return page.getByRole('region', { name: run.sheet });
}

/** Writes cards on the board of all. */
export async function writeCards(person: Person, laneTitle: string, ...texts: string[]): Promise<void> {
	for (const text of texts) await writeCard(person, lane(person.page, laneTitle), laneTitle, text);
}

/** Writes cards that nobody else is sent, and waits until they are kept. */
export async function writeAlone(person: Person, laneTitle: string, ...texts: string[]): Promise<void> {
	const own = sheet(person);
	for (const text of texts) await writeCard(person, own, laneTitle, text);
	for (const text of texts) await expect(own.getByRole('article', { name: text, exact: true })).toBeVisible();
	await expect(own).toContainText(run.sheetKept);
}

async function writeCard(person: Person, on: Locator, laneTitle: string, text: string): Promise<void> {
	await press(person, on.getByRole('button', { name: words.addTo(laneTitle), exact: true }));
	const field = on.getByRole('textbox', { name: words.cardText });
	await expect(field).toBeFocused();
	await person.page.keyboard.insertText(text);
	if (person.hand === 'finger') await field.blur();
	else await person.page.keyboard.press('Escape');
	await expect(field).toBeHidden();
}

/** Nothing of this is in these people's pages, shown or not. */
export async function expectNothingOf(people: readonly Person[], texts: readonly string[]): Promise<void> {
	for (const { page, name } of people) {
		const page_ = await page.content();
		for (const text of texts) expect(page_, `what ${name}’s page has`).not.toContain(text);
	}
}

/** The facilitator shows what was written alone; these stand on everybody's board, in whatever order. */
export async function reveal(
	people: Group,
	shown: Readonly<Record<string, readonly string[]>>
): Promise<void> {
	await pressControl(people[0], run.reveal);
	await expectBoard(people, shown);
}

/** Everybody's board has these cards in these lanes, in whatever order. */
export async function expectBoard(
	people: readonly Person[],
	lanes: Readonly<Record<string, readonly string[]>>
): Promise<void> {
	for (const { page, name } of people)
		for (const [title, texts] of Object.entries(lanes)) {
			const paragraphs = cards(page, title).locator('p.text');
			const message = `cards under “${title}” as ${name} sees them`;
			// What is out of sight has no inner text.
			const sorted = async () => (await paragraphs.allTextContents()).map((text) => text.trim()).sort();
			await expect.poll(sorted, message).toEqual([...texts].sort());
		}
}

/** Nobody's name stands on these cards. */
export async function expectUnnamed(people: readonly Person[], ...texts: string[]): Promise<void> {
	for (const { page, name } of people)
		for (const text of texts)
			for (const author of people)
				await expect(
					page.getByRole('article', { name: text, exact: true }),
					`the card “${text}” as ${name} sees it`
				).not.toContainText(words.by(author.name));
}

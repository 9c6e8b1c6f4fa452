import { expect, type Locator } from '@playwright/test';
import run from '../../../src/lib/messages/en/problem-running.ts';
import type { Person } from '../person.ts';
import { choose, press, tick, write } from './hands.ts';
import { expectTask, pressControl, type Group } from './method.ts';

/** The facilitator opens the vote of this phase on so many cards. */
export async function openVote(people: Group, count: number): Promise<void> {
	await expectTask(people, run.now['wait-for-vote']);
	await pressControl(people[0], run.openVote(count));
	await expectTask(people, run.now.vote);
}

/** Where somebody votes. */
function ballot({ page }: Person): Locator {
	return page.getByRole('region', { name: run.vote, exact: true });
}

/** Gives cards dots: one for each time that a card is named. */
export async function giveDots(person: Person, ...cards: string[]): Promise<void> {
	for (const card of cards)
		await press(person, ballot(person).getByRole('button', { name: run.another(card), exact: true }));
	await expectSent(person);
}

/** Marks all that they agree with. */
export async function approve(person: Person, ...cards: string[]): Promise<void> {
	for (const card of cards)
		await tick(person, ballot(person).getByRole('checkbox', { name: card, exact: true }));
	await expectSent(person);
}

/** Ranks cards, the best first. */
export async function rank(person: Person, ...cards: string[]): Promise<void> {
	for (const card of cards)
		await press(person, ballot(person).getByRole('button', { name: run.rankAdd(card), exact: true }));
	await expectSent(person);
}

/** Grades a card from one to five. */
export async function grade(person: Person, card: string, value: number): Promise<void> {
	await choose(person, ballot(person).getByRole('group', { name: run.scaleOf(card) }), String(value));
	await expectSent(person);
}

/** Consents, or says why not. */
export async function answer(
	person: Person,
	card: string,
	what: keyof typeof run.consent,
	reason?: string
): Promise<void> {
	await choose(person, ballot(person).getByRole('group', { name: run.consentOn(card) }), run.consent[what]);
	if (reason !== undefined) await write(person, ballot(person).getByLabel(run.reason), reason);
	await expectSent(person);
}

async function expectSent(person: Person): Promise<void> {
	await expect(ballot(person).getByRole('status'), `${person.name}’s vote`).toHaveText(run.sent);
}

/**
 * The facilitator closes the vote, and everybody sees what it came to: the cards in this order, each with the numbers as they
 * are shown, and nobody's name.
 */
export async function closeVote(
	people: Group,
	result: readonly (readonly [card: string, numbers: string])[]
): Promise<void> {
	await expect(people[0].page.getByText(run.voters(people.length))).toBeVisible();
	await pressControl(people[0], run.closeVote);
	await expectTask(people, run.now['look-at-result']);
	for (const person of people) {
		const shown = results(person);
		await expect(shown).toContainText(run.votersCount(people.length));
		await expect(shown.getByRole('listitem'), `the result as ${person.name} sees it`).toHaveText(
			result.map(([card, numbers]) => new RegExp(`^\\s*${card}\\s*${numbers}`))
		);
		const names = new RegExp(people.map(({ name }) => `\\b${name}\\b`).join('|'));
		await expect(shown, 'who voted how').not.toContainText(names);
	}
}

/** What a vote came to. */
export function results({ page }: Person): Locator {
	return page.getByRole('region', { name: run.results });
}

import { expect, type Locator } from '@playwright/test';
import run from '../../../src/lib/messages/en/problem-running.ts';
import type { Person } from '../person.ts';
import { press } from './hands.ts';
import { expectTask, type Group } from './method.ts';

/** Whose turn it is, by what everybody is told; all agree on it. */
async function speaker(people: Group, among: readonly Person[] = people): Promise<Person> {
	const find = async (): Promise<Person | undefined> => {
		const mine = among.map((person) => person.page.getByText(run.now.speak, { exact: true }).isVisible());
		const speaks = await Promise.all(mine);
		const found = among.filter((_, index) => speaks[index]);
		return found.length === 1 ? found[0] : undefined;
	};
	let speaking: Person | undefined;
	// While a turn is handed on, two pages may each name somebody, or none.
	await expect.poll(async () => (speaking = await find())?.name, 'whose turn it is').toBeDefined();
	if (speaking === undefined) throw new Error('It is nobody’s turn.');
	const { name } = speaking;
	const others = people.filter((person) => person !== speaking);
	await expectTask(others, run.now.listen(name));
	return speaking;
}

/**
 * Everybody of these speaks, one after the other, in the order that chance has given, and hands on; who wants to pass lets
 * their turn go by, before it comes or when it does.
 */
export async function speakInTurn(
	people: Group,
	speakers: readonly Person[],
	speak: (person: Person) => Promise<void> = () => Promise.resolve(),
	passing: readonly Person[] = []
): Promise<void> {
	await press(people[0], order(people[0]).getByRole('button', { name: run.startTurns }));
	for (const person of passing) {
		await press(person, order(person).getByRole('button', { name: run.pass, exact: true }));
		await expect(entry(people[0], person)).toContainText(run.turnPassed);
	}
	for (const had of speakers.filter((person) => !passing.includes(person)).keys()) {
		const person = await speaker(people, speakers);
		await speak(person);
		await press(person, order(person).getByRole('button', { name: run.nextTurn, exact: true }));
		await expect(order(people[0]).getByText(run.turnDone)).toHaveCount(had + 1);
	}
	await expectTask(people, run.now['listen-all']);
}

/** The order of speaking, as this person sees it. */
function order({ page }: Person): Locator {
	return page.getByRole('region', { name: run.turns });
}

function entry(seenBy: Person, of: Person): Locator {
	return order(seenBy).getByRole('listitem').filter({ hasText: of.name });
}

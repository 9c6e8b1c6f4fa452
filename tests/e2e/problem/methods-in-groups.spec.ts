import type { Locator } from '@playwright/test';
import breakouts from '../../../src/lib/messages/en/breakouts.ts';
import problem from '../../../src/lib/messages/en/problem.ts';
import run from '../../../src/lib/messages/en/problem-running.ts';
import steering from '../../../src/lib/messages/en/problem-steering.ts';
import { brainwriting } from '../../../src/lib/model/problem/methods/brainwriting.ts';
import { oneTwoFourAll } from '../../../src/lib/model/problem/methods/one-two-four-all.ts';
import { troika } from '../../../src/lib/model/problem/methods/troika.ts';
import { worldCafe } from '../../../src/lib/model/problem/methods/world-cafe.ts';
import { attend } from '../pages/attendee.ts';
import { press } from '../pages/hands.ts';
import {
	beginMethod,
	expectBoard,
	expectNothingOf,
	expectPhase,
	expectTask,
	finish,
	goOn,
	pressControl,
	sheet,
	takeUpBoard,
	writeAlone,
	writeCards,
	writeItDown,
	type Group
} from '../pages/method.ts';
import { cards, lane, moveCard } from '../pages/problem-board.ts';
import { expectHere, meetAt } from '../pages/session.ts';
import { trio, type Trio } from '../pages/trio.ts';
import type { Person } from '../person.ts';
import { expect, test } from '../world.ts';

/* Methods whose phases are held in groups. */

test('pairs become fours, three people consult each other, and sheets pass on', async ({ arrive }) => {
	test.setTimeout(240_000);
	const people = await trio(arrive);
	const bo = await arrive('Bo');
	const meeting = await meetAt('problem', 'The spring camp', ...people, bo);
	await test.step(oneTwoFourAll.title, () => hearEverybody([...people, bo]));
	await bo.page.close();
	await takeUpBoard(meeting, troika.title, people);
	await expectHere(people[0], people.length);
	await test.step(troika.title, () => consult(people));
	await takeUpBoard(meeting, brainwriting.title, people);
	await test.step(brainwriting.title, () => passSheets(people));
});

test('tables of a café mix from round to round, and bring their harvest', async ({ arrive, origin }) => {
	test.setTimeout(240_000);
	const people = await trio(arrive);
	const meeting = await meetAt('problem', 'The spring camp', ...people);
	const others = await Promise.all(['Ana', 'Bea', 'Cyd', 'Dov'].map((name) => attend(origin, meeting, name)));
	await test.step(worldCafe.title, () => visitTables(people));
	others.forEach(({ tab }) => tab.close());
});

/** Leaves the strongest of everybody’s ideas. */
async function hearEverybody(people: readonly [Person, Person, Person, Person]): Promise<void> {
	await beginMethod(oneTwoFourAll, people);
	await expectTask(people, run.now['write-alone']);
	for (const person of people) await writeAlone(person, 'Ideas', ideaOf(person));
	for (const person of people)
		await expectNothingOf(
			people.filter((other) => other !== person),
			[ideaOf(person)]
		);

	// Each pair reads its own two ideas, and nobody else’s.
	await goOn(people, 'In pairs');
	const pairs = await groupsOf(people, 2);
	for (const pair of pairs) {
		await expectBoard(pair, { Ideas: pair.map(ideaOf) });
		await expectNothingOf(
			people.filter((other) => !pair.includes(other)),
			pair.map(ideaOf)
		);
		await moveCard(pair[1]!, ideaOf(pair[0]!), 'Strongest');
	}
	const chosen = pairs.map(([first]) => ideaOf(first!));
	const rest = people.map(ideaOf).filter((idea) => !chosen.includes(idea));

	await goOn(people, 'In fours');
	await groupsOf(people, 1);
	await expectBoard(people, { Strongest: chosen, Ideas: rest });
	await bringTogether(people, 'All together');
	for (const person of people)
		await expect(cards(person.page, 'Strongest'), `what came to ${person.name}`).toHaveCount(2);
	await expectTask(people, run.now.group);
	await finish(people);
	await writeItDown(people, ...chosen);
}

function ideaOf({ name }: Person): string {
	return `${name}’s way with rain`;
}

/** Each has the case in turn; leaves a note that only they keep. */
async function consult(people: Trio): Promise<void> {
	await beginMethod(troika, people);
	await pressControl(people[0], steering.formGroups(1));
	const notes = new Map<Person, string>();
	for (const number of [1, 2, 3]) {
		const title = (part: string) => `${part} (${number} of 3)`;
		if (number > 1) await goOn(people, title('Share'));
		const client = await clientOf(people);
		const others = people.filter((person) => person !== client);
		expect([...notes.keys()], 'each has the case once').not.toContain(client);
		for (const { page } of others) await expect(page.getByText(steering.holderIs(client.name))).toBeVisible();
		await writeCards(client, 'The question', `${client.name} is stuck`);
		for (const other of others) await expect(addTo(other, 'The question')).toHaveCount(0);
		await goOn(people, title('Questions'), run.now['write-shared']);

		// Whose question it is only reads.
		await goOn(people, title('Consult'));
		await expectTask([client], run.now.read);
		await expect(addTo(client, 'Advice')).toHaveCount(0);
		const advice = others.map(({ name }) => `${name} would ask ${client.name}’s cook`);
		await Promise.all(others.map((other, index) => writeCards(other, 'Advice', advice[index]!)));
		for (const text of advice)
			await expect(cards(client.page, 'Advice').filter({ hasText: text })).toBeVisible();

		await goOn(people, title('Reflect'));
		await expectTask([client], run.now['write-alone']);
		await expect(sheet(client)).toContainText(run.sheetNever);
		notes.set(client, `${client.name} tries it on Monday`);
		await writeAlone(client, 'My note', notes.get(client)!);
		await expectNothingOf(others, [notes.get(client)!]);
	}
	await pressControl(people[0], run.finish);
	for (const person of people) await backToAll(person);
	await expectTask(people, run.finished);
	for (const [client, note] of notes)
		await expectNothingOf(
			people.filter((person) => person !== client),
			[note]
		);
}

async function clientOf(people: Trio): Promise<Person> {
	let client: Person | undefined;
	const found = async (): Promise<Person | undefined> => {
		const mine = people.map(({ page }) => page.getByText(steering.holderIsMe).isVisible());
		const has = await Promise.all(mine);
		return people[has.indexOf(true)];
	};
	await expect.poll(async () => (client = await found())?.name, 'whose case it is').toBeDefined();
	if (client === undefined) throw new Error('It is nobody’s case.');
	return client;
}

/** Leaves all ideas of six rounds, of however few people. */
async function passSheets(people: Trio): Promise<void> {
	await beginMethod(brainwriting, people);
	await pressControl(people[0], steering.formGroups(3));
	const all: string[] = [];
	let before = new Map<string, readonly string[]>();
	for (const number of [1, 2, 3, 4, 5, 6]) {
		if (number > 1) await goOn(people, `Round ${number} of 6`);
		await groupsOf(people, 3);
		const now = new Map<string, readonly string[]>();
		for (const person of people) {
			const own = `${person.name}’s idea ${number}`;
			const found = before.get(boardOf(person)) ?? [];
			// Somebody else wrote last on what came to them, and they go on from it.
			await expectBoard([person], { Ideas: found });
			expect(found.at(-1) ?? '', 'who wrote last').not.toContain(person.name);
			await writeCards(person, 'Ideas', own);
			now.set(boardOf(person), [...found, own]);
			all.push(own);
		}
		before = now;
	}
	await bringTogether(people, 'Read them all');
	for (const person of people)
		await expect(cards(person.page, 'Ideas'), `the ideas that ${person.name} reads`).toHaveCount(all.length);
	await finish(people);
}

/** Leaves a harvest board. */
async function visitTables(people: Trio): Promise<void> {
	const [fay, kim, pat] = people;
	await beginMethod(worldCafe, people);
	await pressControl(fay, steering.formGroups(2));
	await expectPhase([kim, pat], 'First round', run.now['write-shared']);
	const first = await tablesSeenBy(fay);
	await writeCards(kim, 'On the table', 'Rain is the best teacher');
	await writeCards(pat, 'To bring back', 'Let them plan it');
	await goOn(people, 'Second round');
	const second = await tablesSeenBy(fay);
	for (const [table, guests] of second) {
		const stayed = guests.filter((name) => first.get(table)!.includes(name));
		expect(stayed, `who is still at ${table}`).not.toHaveLength(0);
		expect(stayed.length, `who is still at ${table}`).toBeLessThan(guests.length);
	}
	await writeCards(kim, 'To bring back', 'A tent for reading');
	await goOn(people, 'Third round');
	await bringTogether(people, 'Harvest');
	for (const person of people) {
		await expect(cards(person.page, 'To bring back')).toHaveCount(2);
		await expect(cards(person.page, 'To bring back').filter({ hasText: 'Let them plan it' })).toBeVisible();
	}
	await finish(people);
	await writeItDown(people, 'Let them plan it', 'A tent for reading');
}

/** Who sits where, as the facilitator is told. */
async function tablesSeenBy({ page }: Person): Promise<ReadonlyMap<string, readonly string[]>> {
	const all = page.getByRole('region', { name: steering.groups, exact: true });
	await all.getByText(steering.allGroups(2)).click();
	const lines = await all.getByRole('listitem').all();
	const tables = lines.map(async (line) => {
		const table = await line.getByRole('link').innerText();
		const names = (await line.innerText()).match(/Kim|Pat|Ana|Bea|Cyd|Dov/gu) ?? [];
		return [table, [...names]] as const;
	});
	return new Map(await Promise.all(tables));
}

/** The facilitator goes on to a phase of all, and brings what the groups made; everybody comes along. */
async function bringTogether(people: Group, title: string): Promise<void> {
	const [facilitator] = people;
	const { page } = facilitator;
	await pressControl(facilitator, run.next(title));
	await backToAll(facilitator);
	await expectPhase([facilitator], title);
	const bring = new RegExp(`^(${steering.endAndBring}|${steering.bring})$`);
	await press(facilitator, page.getByRole('button', { name: bring }));
	await expectPhase(people, title);
	await groupsOf(people, 1);
}

/** Somebody who is at a group’s board goes back by themselves, before the time is up. */
async function backToAll(person: Person): Promise<void> {
	const { page } = person;
	const bar = page.getByRole('region', { name: breakouts.bar, exact: true });
	if (!(await bar.isVisible())) return;
	const more = bar.getByRole('button', { name: breakouts.more });
	if (await more.isVisible()) {
		await press(person, more);
		await press(person, page.getByRole('menuitem', { name: breakouts.backToEveryone }));
	} else await press(person, bar.getByRole('button', { name: breakouts.backToEveryone }));
}

/**
 * Waits until people are at so many boards, as many at each, and tells who is together. On the way some are still at the
 * board where all were.
 */
async function groupsOf(people: readonly Person[], count: number): Promise<readonly (readonly Person[])[]> {
	const together = () => [...Map.groupBy(people, boardOf).values()];
	await expect
		.poll(() => together().map((group) => group.length), 'how many people are at each board')
		.toEqual(Array.from({ length: count }, () => people.length / count));
	return together();
}

function boardOf({ page }: Person): string {
	return new URL(page.url()).pathname;
}

function addTo({ page }: Person, title: string): Locator {
	return lane(page, title).getByRole('button', { name: problem.addTo(title) });
}

import type { Locator } from '@playwright/test';
import problem from '../../../src/lib/messages/en/problem.ts';
import run from '../../../src/lib/messages/en/problem-running.ts';
import steering from '../../../src/lib/messages/en/problem-steering.ts';
import { caseClinic } from '../../../src/lib/model/problem/methods/case-clinic.ts';
import { leanCoffee } from '../../../src/lib/model/problem/methods/lean-coffee.ts';
import { nominalGroup } from '../../../src/lib/model/problem/methods/nominal-group.ts';
import { peerAssist } from '../../../src/lib/model/problem/methods/peer-assist.ts';
import { choose, press } from '../pages/hands.ts';
import {
	beginMethod,
	expectBoard,
	expectNothingOf,
	expectPhase,
	expectTask,
	expectUnnamed,
	finish,
	goOn,
	nameHolder,
	reveal,
	sheet,
	takeUpBoard,
	writeAlone,
	writeCards,
	writeItDown
} from '../pages/method.ts';
import { lane, moveCard, promise } from '../pages/problem-board.ts';
import { meetAt } from '../pages/session.ts';
import { trio, type Trio } from '../pages/trio.ts';
import { speakInTurn } from '../pages/turns.ts';
import { closeVote, giveDots, openVote, rank } from '../pages/vote.ts';
import type { Person } from '../person.ts';
import { expect, test } from '../world.ts';

/* Methods in which people speak one after the other. */

test('three people rank answers, help a peer, look at a case, and talk without an agenda', async ({
	arrive
}) => {
	test.setTimeout(240_000);
	const people = await trio(arrive);
	const meeting = await meetAt('problem', 'The spring camp', ...people);
	await test.step(nominalGroup.title, () => rankAnswers(people));
	await takeUpBoard(meeting, peerAssist.title, people);
	await test.step(peerAssist.title, () => helpKim(people));
	await takeUpBoard(meeting, caseClinic.title, people);
	await test.step(caseClinic.title, () => lookAtACase(people));
	await takeUpBoard(meeting, leanCoffee.title, people);
	await test.step(leanCoffee.title, () => talk(people));
});

/** Leaves a ranked list. */
async function rankAnswers(people: Trio): Promise<void> {
	const [fay, kim, pat] = people;
	await beginMethod(nominalGroup, people);
	await expectTask(people, run.now['write-alone']);
	const answers = new Map([
		[fay, 'Smaller groups'],
		[kim, 'A second cook'],
		[pat, 'Later bedtimes']
	]);
	for (const [person, text] of answers) await writeAlone(person, 'Answers', text);
	await writeAlone(pat, 'Answers', 'Fewer rules');
	await expectNothingOf([fay, kim], ['Later bedtimes', 'Fewer rules']);

	// Each shows one answer, when it is their turn.
	await goOn(people, 'One answer each, in turn');
	await expectBoard(people, { Answers: [] });
	const shown: string[] = [];
	await speakInTurn(people, people, async (person) => {
		await show(person, answers.get(person)!);
		shown.push(answers.get(person)!);
		await expectBoard(people, { Answers: shown });
	});
	await expectNothingOf([fay, kim], ['Fewer rules']);
	await expectUnnamed(people, ...shown);

	await goOn(people, 'Clarify', run.now.group);
	await goOn(people, 'Rank in secret');
	await openVote(people, 3);
	await rank(fay, 'Smaller groups', 'A second cook', 'Later bedtimes');
	await rank(kim, 'A second cook', 'Smaller groups', 'Later bedtimes');
	await rank(pat, 'Smaller groups', 'Later bedtimes', 'A second cook');
	await closeVote(people, [
		['Smaller groups', '8'],
		['A second cook', '6'],
		['Later bedtimes', '4']
	]);
	await goOn(people, 'Look at the list', run.now.decide);
	await moveCard(kim, 'Smaller groups', 'What we go on with');
	await finish(people);
	await expectBoard(people, {
		'What we go on with': ['Smaller groups'],
		Answers: ['A second cook', 'Later bedtimes']
	});
}

/** Puts a card of one's own on the board of all. */
async function show(person: Person, text: string): Promise<void> {
	await press(person, person.page.getByRole('button', { name: steering.ownShow(text), exact: true }));
}

/** Leaves what was learned, and who can be asked. */
async function helpKim(people: Trio): Promise<void> {
	const [fay, kim, pat] = people;
	await beginMethod(peerAssist, people);
	await nameHolder(people, kim);
	await expect(addTo(fay, 'The situation')).toBeHidden();
	await writeCards(kim, 'The situation', 'My first camp with sixty children');
	await expectBoard(people, { 'The situation': ['My first camp with sixty children'] });
	await goOn(people, 'Questions', run.now.talk);
	await writeCards(pat, 'The situation', 'How many leaders?');

	await goOn(people, 'Suggestions, each alone', run.now['write-alone']);
	const suggestions = 'Experience and suggestions';
	await writeAlone(fay, suggestions, 'We sent the lists in March');
	await writeAlone(pat, suggestions, 'Two cooks, not one');
	await expectNothingOf([kim, pat], ['We sent the lists']);
	await reveal(people, { [suggestions]: ['We sent the lists in March', 'Two cooks, not one'] });
	await expect(lane(kim.page, suggestions).getByRole('article', { name: 'Two cooks' })).toContainText('Pat');

	// Who asked listens.
	await goOn(people, 'One turn each');
	await speakInTurn(people, [fay, pat]);
	await goOn(people, 'What I take from it', run.now.decide);
	await writeCards(kim, 'What I take from it', 'I look for a second cook');
	await goOn(people, 'Write it up', run.now['write-up']);
	await finish(people);
	await writeItDown(
		people,
		'My first camp with sixty children',
		'Two cooks, not one',
		'I look for a second cook'
	);
}

/** Leaves a note that nobody else is ever sent. */
async function lookAtACase(people: Trio): Promise<void> {
	const [fay, kim, pat] = people;
	await beginMethod(caseClinic, people);
	await nameHolder(people, pat);
	await writeCards(pat, 'The case', 'My team does not speak');
	await expect(addTo(kim, 'The case')).toBeHidden();

	await goOn(people, 'Stillness', run.now['write-alone']);
	for (const person of people) await expect(sheet(person)).toContainText(run.sheetNever);
	await writeAlone(kim, 'Mirrors', 'A cold kitchen');
	await goOn(people, 'One turn each');
	await expectNothingOf([fay, pat], ['A cold kitchen']);
	await speakInTurn(people, [fay, kim], undefined, [fay]);
	await goOn(people, 'Dialogue', run.now.talk);
	for (const { page } of people) await expect(lane(page, 'My note'), 'a note for all').toHaveCount(0);
	await writeCards(kim, 'Dialogue', 'Who speaks first at home?');
	await goOn(people, 'Thanks');
	await speakInTurn(people, people, undefined, [kim]);

	await goOn(people, 'A note to yourself', run.now['write-alone']);
	await writeAlone(pat, 'My note', 'I ask the quiet one first');
	await writeAlone(fay, 'My note', 'Listen longer');
	await finish(people);
	await expectNothingOf([fay, kim], ['I ask the quiet one first']);
	await expectNothingOf([kim, pat], ['Listen longer']);
	await expectBoard(people, { Dialogue: ['Who speaks first at home?'] });
}

/** Leaves what was learned about each topic, and commitments. */
async function talk(people: Trio): Promise<void> {
	const [fay, kim, pat] = people;
	await beginMethod(leanCoffee, people);
	await expectPhase(people, 'Topics', run.now['write-shared']);
	await writeCards(kim, 'To talk about', 'Rain plans');
	await writeCards(pat, 'To talk about', 'Who drives');
	await goOn(people, 'Pitch');
	await speakInTurn(people, people, undefined, [fay]);
	await goOn(people, 'Two dots each');
	await openVote(people, 2);
	await giveDots(fay, 'Who drives', 'Rain plans');
	await giveDots(kim, 'Who drives', 'Who drives');
	await giveDots(pat, 'Rain plans', 'Who drives');
	await closeVote(people, [
		['Who drives', '4'],
		['Rain plans', '2']
	]);

	await goOn(people, 'One topic after the other');
	await press(fay, button(fay, steering.nextTopic('Who drives')));
	await expectTopic(people, 'Who drives');
	await writeCards(pat, 'What we learned', 'Vans are cheaper');
	await press(fay, button(fay, steering.askGoOn));
	for (const [person, choice] of [
		[fay, steering.goOn],
		[kim, steering.goOn],
		[pat, steering.enough]
	] as const) {
		await choose(person, person.page.getByRole('group', { name: steering.goOnQuestion }), choice);
		await expect(person.page.getByText(steering.goOnSent)).toBeVisible();
	}
	await press(fay, button(fay, run.closeVote));
	for (const { page } of people) await expect(page.getByText(steering.goOnResult(2, 1))).toBeVisible();
	await press(fay, button(fay, steering.extendTopic(2)));
	await press(fay, button(fay, steering.nextTopic('Rain plans')));
	await expectTopic(people, 'Rain plans');
	await writeCards(kim, 'What we learned', 'The barn is free');
	await press(fay, button(fay, steering.endTopic));

	await goOn(people, 'Commitments', run.now['agree-on-actions']);
	await writeCards(pat, 'Commitments', 'I ask for the van');
	await promise(pat, 'I ask for the van', 'Pat', '2027-03-01');
	await finish(people);
	await expectBoard(people, {
		'What we learned': ['Vans are cheaper', 'The barn is free'],
		Commitments: ['I ask for the van']
	});
}

function button({ page }: Person, name: string): Locator {
	return page.getByRole('button', { name, exact: true });
}

function addTo({ page }: Person, title: string): Locator {
	return lane(page, title).getByRole('button', { name: problem.addTo(title) });
}

/** Everybody is told what is talked about. */
async function expectTopic(people: Trio, text: string): Promise<void> {
	for (const { page, name } of people)
		await expect(
			page.getByRole('region', { name: steering.topics }).getByRole('status').first(),
			`what ${name} is to talk about`
		).toContainText(text);
}

import run from '../../../src/lib/messages/en/problem-running.ts';
import { afterActionReview } from '../../../src/lib/model/problem/methods/after-action-review.ts';
import { agreeTerms } from '../../../src/lib/model/problem/methods/agree-terms.ts';
import { reverseIt } from '../../../src/lib/model/problem/methods/reverse-it.ts';
import {
	beginMethod,
	expectBoard,
	expectNothingOf,
	expectPhase,
	expectUnnamed,
	finish,
	goOn,
	reveal,
	sheet,
	takeUpBoard,
	writeAlone,
	writeCards,
	writeItDown
} from '../pages/method.ts';
import { moveCard, promise } from '../pages/problem-board.ts';
import { meetAt } from '../pages/session.ts';
import { trio, type Trio } from '../pages/trio.ts';
import { answer, approve, closeVote, giveDots, grade, openVote, results } from '../pages/vote.ts';
import { expect, test } from '../world.ts';

/* Methods that everybody works at on one board. */

test('three people review what they did, turn a problem upside down, and agree on terms', async ({
	arrive
}) => {
	test.setTimeout(240_000);
	const people = await trio(arrive);
	const meeting = await meetAt('problem', 'The spring camp', ...people);
	await test.step(afterActionReview.title, () => reviewTheCamp(people));
	await takeUpBoard(meeting, reverseIt.title, people);
	await test.step(reverseIt.title, () => turnItUpsideDown(people));
	await takeUpBoard(meeting, agreeTerms.title, people);
	await test.step(agreeTerms.title, () => agreeOnTerms(people));
});

/** Leaves lessons, and actions with an owner and a day. */
async function reviewTheCamp(people: Trio): Promise<void> {
	const [fay, kim, pat] = people;
	const [expected, happened, why, nextTime] = afterActionReview.lanes.slice(1).map(({ title }) => title) as [
		string,
		string,
		string,
		string
	];
	await beginMethod(afterActionReview, people);
	await writeCards(pat, 'Actions from last time', 'Order tents in March');
	await kim.page.getByRole('article', { name: 'Order tents in March' }).getByRole('checkbox').press('Space');

	await goOn(people, 'Four questions, each alone', run.now['write-alone']);
	for (const person of people) await expect(sheet(person)).toContainText(run.sheetUnnamed);
	await writeAlone(fay, expected, 'Forty children');
	await writeAlone(kim, happened, 'Sixty came');
	await writeAlone(kim, nextTime, 'Close the list in May');
	await writeAlone(pat, why, 'Nobody counted');
	await expectNothingOf([fay, pat], ['Sixty came', 'Close the list']);
	await expectNothingOf([fay, kim], ['Nobody counted']);
	await reveal(people, {
		[expected]: ['Forty children'],
		[happened]: ['Sixty came'],
		[why]: ['Nobody counted'],
		[nextTime]: ['Close the list in May']
	});
	await expectUnnamed(people, 'Forty children', 'Sixty came', 'Nobody counted');

	await goOn(people, 'Read and group', run.now.group);
	await writeCards(pat, nextTime, 'Two leaders to a tent');
	await goOn(people, 'Three dots each');
	await openVote(people, 2);
	await giveDots(fay, 'Close the list in May', 'Close the list in May');
	await giveDots(kim, 'Close the list in May', 'Two leaders to a tent');
	await giveDots(pat, 'Two leaders to a tent');
	await closeVote(people, [
		['Close the list in May', '3'],
		['Two leaders to a tent', '2']
	]);

	await goOn(people, 'Agree on actions', run.now['agree-on-actions']);
	await expect(results(pat)).toContainText('Close the list in May');
	await writeCards(kim, 'Actions', 'Write the rule into the form');
	await promise(fay, 'Write the rule into the form', 'Pat', '2027-05-01');
	await finish(people);
	await expectBoard(people, {
		'Actions from last time': ['Order tents in March'],
		[nextTime]: ['Close the list in May', 'Two leaders to a tent'],
		Actions: ['Write the rule into the form']
	});
	await writeItDown(people, 'Nobody counted', 'Close the list in May', 'Write the rule into the form', 'Pat');
}

/** Leaves what to stop, and what to watch for. */
async function turnItUpsideDown(people: Trio): Promise<void> {
	const [fay, kim, pat] = people;
	const [worst, ways, stop, risks] = reverseIt.lanes.map(({ title }) => title) as [
		string,
		string,
		string,
		string
	];
	await beginMethod(reverseIt, people);
	await writeCards(kim, worst, 'Nobody comes again');
	await goOn(people, 'The worst list, each alone', run.now['write-alone']);
	await writeAlone(fay, ways, 'Answer no letters');
	await writeAlone(kim, ways, 'Change the date twice');
	await writeAlone(pat, ways, 'Serve cold tea');
	await expectNothingOf([fay, kim], ['Serve cold tea']);
	await expectNothingOf([pat], ['Answer no letters', 'Change the date']);

	// The phase’s end shows them.
	await goOn(people, 'We do this');
	await expectBoard(people, { [ways]: ['Answer no letters', 'Change the date twice', 'Serve cold tea'] });
	await expectUnnamed(people, 'Answer no letters', 'Change the date twice', 'Serve cold tea');
	await openVote(people, 3);
	await approve(fay, 'Answer no letters');
	await approve(kim, 'Answer no letters', 'Change the date twice');
	await approve(pat, 'Answer no letters', 'Change the date twice');
	await closeVote(people, [
		['Answer no letters', '3'],
		['Change the date twice', '2'],
		['Serve cold tea', '0']
	]);

	await goOn(people, 'What to stop', run.now.decide);
	await moveCard(kim, 'Answer no letters', stop);
	await moveCard(pat, 'Change the date twice', stop);
	await moveCard(fay, 'Serve cold tea', risks);
	await goOn(people, 'Agree on actions', run.now['agree-on-actions']);
	await writeCards(pat, 'Actions', 'A day for letters');
	await promise(pat, 'A day for letters', 'Kim', '2027-02-01');
	await finish(people);
	await expectBoard(people, {
		[stop]: ['Answer no letters', 'Change the date twice'],
		[risks]: ['Serve cold tea'],
		[ways]: []
	});
}

/** Leaves terms that nobody objects to. */
async function agreeOnTerms(people: Trio): Promise<void> {
	const [fay, kim, pat] = people;
	await beginMethod(agreeTerms, people);
	await expectPhase(people, 'Positions, each alone', run.now['write-alone']);
	for (const person of people) await expect(sheet(person)).toContainText(run.sheetNamed);
	await writeAlone(kim, 'Positions', 'I cannot do evenings');
	await writeAlone(pat, 'Positions', 'It must cost nothing');
	await expectNothingOf([fay, pat], ['I cannot do evenings']);
	await reveal(people, { Positions: ['I cannot do evenings', 'It must cost nothing'] });
	for (const { page } of people)
		await expect(page.getByRole('article', { name: 'I cannot do evenings' })).toContainText('Kim');

	await goOn(people, 'Read and group', run.now.group);
	await goOn(people, 'For and against', run.now.talk);
	await writeCards(kim, 'For', 'Nine of ten asked for it');
	await writeCards(pat, 'Against', 'The hall costs 80 a night');
	await goOn(people, 'Make proposals', run.now['write-shared']);
	await writeCards(pat, 'Proposals', 'We meet in the school');
	await writeCards(fay, 'Proposals', 'We meet on Saturdays');

	await goOn(people, 'How far do you go along?');
	await openVote(people, 2);
	for (const [person, school, saturdays] of [
		[fay, 4, 5],
		[kim, 5, 4],
		[pat, 4, 1]
	] as const) {
		await grade(person, 'We meet in the school', school);
		await grade(person, 'We meet on Saturdays', saturdays);
	}
	await closeVote(people, [
		['We meet in the school', '4'],
		['We meet on Saturdays', '4']
	]);

	await goOn(people, 'Amend', run.now.talk);
	await goOn(people, 'Consent');
	await openVote(people, 2);
	for (const person of [fay, kim]) {
		await answer(person, 'We meet in the school', 'consent');
		await answer(person, 'We meet on Saturdays', 'consent');
	}
	await answer(pat, 'We meet in the school', 'consent');
	await answer(pat, 'We meet on Saturdays', 'objection', 'I work then');
	await closeVote(people, [
		['We meet in the school', ''],
		['We meet on Saturdays', '']
	]);
	for (const person of people) {
		await expect(results(person).getByRole('listitem').nth(0)).toContainText(run.agreed);
		await expect(results(person).getByRole('listitem').nth(1)).toContainText(run.notAgreed);
		await expect(results(person)).toContainText(`${run.consent.objection}: I work then`);
	}

	await goOn(people, 'Write it up', run.now['write-up']);
	await moveCard(kim, 'We meet in the school', 'Agreed');
	await finish(people);
	await expectBoard(people, {
		Agreed: ['We meet in the school'],
		Proposals: ['We meet on Saturdays']
	});
	await writeItDown(people, 'I cannot do evenings', 'We meet in the school', 'not agreed: 1 objection');
}

import type { Person } from './person.ts';
import { expectLines, text, writeLine } from './pages/page-editor.ts';
import { addCard, expectCards } from './pages/problem-board.ts';
import {
	expectSaved,
	joinByLink,
	openBoard,
	openPeople,
	startSession,
	type Meeting
} from './pages/session.ts';
import { addNote, draw, inkOn, openList, pointAt, WAVE } from './pages/whiteboard.ts';
import { expect, test } from './world.ts';

const TITLE = 'Three in one room';

/** Two at a desk and one on a phone, in one session. */
async function meet(
	arrive: (name: string, device?: 'desktop' | 'phone') => Promise<Person>
): Promise<{ meeting: Meeting; fay: Person; mia: Person; pat: Person; everybody: Person[] }> {
	const [fay, mia, pat] = [await arrive('Fay'), await arrive('Mia'), await arrive('Pat', 'phone')];
	const meeting = await startSession(fay, TITLE);
	await joinByLink(mia, meeting.link, TITLE);
	await joinByLink(pat, meeting.link, TITLE);
	return { meeting, fay, mia, pat, everybody: [fay, mia, pat] };
}

test('a stroke drawn with a mouse and one with a finger are on everybody’s whiteboard', async ({
	arrive
}) => {
	const { meeting, fay, mia, pat, everybody } = await meet(arrive);
	for (const person of everybody) await openBoard(person, meeting, 'whiteboard');

	await draw(fay, WAVE);
	await draw(
		pat,
		WAVE.map(([x, y]) => [x, y + 0.2] as const)
	);
	await addNote(mia, [0.7, 0.6], 'Seen by all');
	await expectSaved(...everybody);

	for (const person of everybody) {
		const rows = await openList(person);
		await expect(rows, `what ${person.name} sees`).toHaveCount(3);
		await expect(rows.filter({ hasText: person === fay ? 'by you' : 'by Fay' })).toContainText('Drawing');
		await expect(rows.filter({ hasText: person === pat ? 'by you' : 'by Pat' })).toContainText('Drawing');
		await expect(rows.filter({ hasText: person === mia ? 'by you' : 'by Mia' })).toContainText(
			'Note: Seen by all'
		);
		await expect.poll(() => inkOn(person, 'still')).toBeGreaterThan(500);
	}
});

test('a card written by one is on everybody’s problem board, and moves for all', async ({ arrive }) => {
	const { meeting, fay, mia, pat, everybody } = await meet(arrive);
	for (const person of everybody) await openBoard(person, meeting, 'problem');

	await addCard(pat, 'Causes', 'Nobody owns the list');
	await addCard(fay, 'Causes', 'The list is in two places');
	for (const person of everybody) {
		await expectCards(person, 'Causes', ['Nobody owns the list', 'The list is in two places']);
	}

	const card = mia.page.getByRole('article', { name: 'Nobody owns the list' });
	await card.focus();
	await mia.page.keyboard.press('Alt+ArrowRight');
	for (const person of everybody) {
		await expectCards(person, 'Causes', ['The list is in two places']);
		await expectCards(person, 'Ideas', ['Nobody owns the list']);
	}
	await expectSaved(...everybody);
});

test('a sentence written by one is on everybody’s page', async ({ arrive }) => {
	const { meeting, fay, mia, pat, everybody } = await meet(arrive);
	for (const person of everybody) await openBoard(person, meeting, 'page');
	const written = ['What we learned on Tuesday.', 'Ask the night shift first.', 'Then write it down.'];
	for (const [index, writer] of [fay, pat, mia].entries()) {
		await writeLine(writer, written[index]!);
		for (const person of everybody) await expectLines(person, written.slice(0, index + 1));
	}
	await expectSaved(...everybody);
});

test('people see who is here, where, and what they point at', async ({ arrive }) => {
	const { meeting, fay, mia, pat } = await meet(arrive);
	await openBoard(fay, meeting, 'whiteboard');
	await openBoard(mia, meeting, 'whiteboard');
	await openBoard(pat, meeting, 'page');

	const people = await openPeople(fay);
	await expect(people.getByRole('listitem').filter({ hasText: 'Mia' })).toContainText('On “Whiteboard”');
	await expect(people.getByRole('listitem').filter({ hasText: 'Pat' })).toContainText('On “Notes”');
	await fay.page.keyboard.press('Escape');
	await expect(people).toBeHidden();

	expect(await inkOn(fay, 'live'), 'nobody points at anything yet').toBe(0);
	await pointAt(mia, [0.5, 0.5]);
	await expect.poll(() => inkOn(fay, 'live'), 'Mia’s pointer on Fay’s board').toBeGreaterThan(50);

	await openBoard(mia, meeting, 'page');
	await writeLine(mia, 'Here am I');
	await expect(text(pat).locator('.caret-name')).toHaveText('Mia');

	await mia.page.goto('about:blank');
	await openPeople(fay);
	await expect(people.getByRole('listitem').filter({ hasText: 'Mia' })).toContainText('Not here now');
});

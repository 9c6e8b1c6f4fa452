import words from '../../../src/lib/messages/en/breakouts.ts';
import front from '../../../src/lib/messages/en/front.ts';
import type { Round } from '../../../src/lib/model/session/rounds.ts';
import { wordsOn, writeNotes } from '../../support/group-boards.ts';
import { attend, expectRound, recordOf, roundOf } from '../pages/attendee.ts';
import {
	dragByFinger,
	group,
	groupBar,
	groupOf,
	moveByKeyboard,
	openGroups,
	openRound,
	personIn,
	undo
} from '../pages/breakouts.ts';
import { joinByLink, openBoard, startSession } from '../pages/session.ts';
import { openList, surface } from '../pages/whiteboard.ts';
import { WITH_WORKER, type Person } from '../person.ts';
import { test } from '../steered.ts';
import { expect } from '../world.ts';

const TITLE = 'Reading in mixed-age groups';
const MEETING = 'https://meet.example.org/';

/** Every two people who are in one group, as one text each. */
function pairsIn({ groups }: Round): string[] {
	return groups.flatMap(({ members }) =>
		members.flatMap((one, at) => members.slice(at + 1).map((other) => [one, other].sort().join(' ')))
	);
}

async function makeFacilitator({ page }: Person, name: string): Promise<void> {
	await page.getByRole('button', { name: front.memberMenu(name) }).click();
	await page.getByRole('menuitem', { name: front.makeFacilitator }).click();
	await expect(page.getByRole('menu')).toBeHidden();
}

/** Plans new groups of four, mixed, after a round that is over. */
async function planGroupsOfFour({ page }: Person, count: number): Promise<void> {
	const afresh = page.getByText(words.afresh, { exact: true });
	if (await afresh.isVisible()) await afresh.click();
	await page.getByRole('spinbutton', { name: words.sizeOfGroups }).fill('4');
	await page.getByRole('button', { name: words.make(count), exact: true }).click();
	await expect(page.getByRole('button', { name: words.open, exact: true })).toBeVisible();
}

test('twenty-four people work in groups, lose their facilitator, and bring their results together', async ({
	arrive,
	steered
}) => {
	const { origin } = steered;
	const at = { at: origin };
	const [fay, cora] = [await arrive('Fay', 'desktop', at), await arrive('Cora', 'phone', at)];
	const [mia, bo] = [
		await arrive('Mia', 'phone', { ...at, ...WITH_WORKER }),
		await arrive('Bo', 'desktop', at)
	];
	const meeting = await startSession(fay, TITLE);
	await Promise.all([cora, mia, bo].map((person) => joinByLink(person, meeting.link, TITLE)));
	const names = Array.from({ length: 22 }, (_, at) => `Ann ${String.fromCharCode(65 + at)}`);
	const others = await Promise.all(names.map((name) => attend(origin, meeting, name)));
	const witness = others[0]!;
	await makeFacilitator(fay, 'Cora');
	await openBoard(mia, meeting, 'whiteboard');
	const wasAt = mia.page.url();
	let lastTime: Round;

	await test.step('groups of four, in new pairs against last time', async () => {
		await openGroups(fay);
		await planGroupsOfFour(fay, 6);
		await openRound(fay);
		await fay.page.getByRole('button', { name: words.closeNow }).click();
		await expect(fay.page.getByText(words.over(words.roundName(1)))).toBeVisible();
		lastTime = await expectRound(witness, 'closed');
		await planGroupsOfFour(fay, 6);
		await expect.poll(() => recordOf(witness).rounds.length).toBe(2);
		await expect
			.poll(() => roundOf(witness).groups.map(({ members }) => members.length))
			.toEqual(Array(6).fill(4));
		const met = new Set(pairsIn(lastTime));
		expect(pairsIn(roundOf(witness)).filter((pair) => met.has(pair))).toEqual([]);
	});

	const all = roundOf(witness).groups.map(({ name }) => name);
	const ofMia = await groupOf(fay, all, 'Mia');

	await test.step('everybody is on their group’s board, with the link of its call', async () => {
		await group(fay, ofMia)
			.getByRole('button', { name: words.groupMenu(ofMia) })
			.click();
		await fay.page.getByRole('menuitem', { name: words.callLink }).click();
		await fay.page.getByRole('textbox', { name: words.callLinkLabel }).fill(`${MEETING}${ofMia.at(-1)}`);
		await fay.page.getByRole('dialog').getByRole('button', { name: front.save }).click();
		await openRound(fay);
		for (const person of [mia, bo]) {
			await expect(groupBar(person)).toContainText(/Group \d.*(10:00|9:\d\d)/su);
			await expect(surface(person)).toBeVisible();
		}
		await groupBar(mia).getByRole('button', { name: words.more }).click();
		await expect(mia.page.getByRole('menuitem', { name: words.joinCall })).toBeVisible();
		await mia.page.keyboard.press('Escape');
		await expect(group(fay, ofMia).getByRole('link', { name: words.joinCall })).toHaveAttribute(
			'href',
			`${MEETING}${ofMia.at(-1)}`
		);
		await expect.poll(() => roundOf(others.at(-1)!).state.at).toBe('open');
	});

	await test.step('another group’s board says whose it is, and the way to one’s own', async () => {
		const own = bo.page.url();
		const ofBo = await groupOf(fay, all, 'Bo');
		const other = roundOf(witness).groups.find(({ name }) => name !== ofBo)!;
		await bo.page.goto(`${meeting.url}/${other.boards[0]!}`);
		await expect(bo.page.getByRole('heading', { name: words.otherTitle(other.name) })).toBeVisible();
		await bo.page.getByRole('main').getByRole('link', { name: words.toMyGroup }).click();
		await expect(bo.page).toHaveURL(own);
		await expect(surface(bo)).toBeVisible();
	});

	await test.step('two latecomers land in the smallest groups', async () => {
		for (const name of ['Late A', 'Late B']) {
			const late = await attend(origin, meeting, name);
			others.push(late);
			await expect
				.poll(() =>
					roundOf(late).groups.some(({ members }) => members.includes(late.tab.all('welcome')[0]!.me.id))
				)
				.toBe(true);
		}
		const sizes = roundOf(others.at(-1)!).groups.map(({ members }) => members.length);
		expect(sizes.toSorted()).toEqual([4, 4, 4, 4, 5, 5]);
	});

	await test.step('a group asks for help, and all are answered', async () => {
		await groupBar(mia).getByRole('button', { name: words.askForHelp }).click();
		await expect(fay.page.getByRole('main').getByText(words.asksForHelp('Mia'))).toBeVisible();
		await fay.page.getByRole('textbox', { name: words.message }).fill('Think of the quiet ones, too');
		await fay.page.getByRole('button', { name: words.send }).click();
		for (const { page } of [mia, bo, cora])
			await expect(page.getByText('Think of the quiet ones, too').first()).toBeVisible();
		for (const { tab } of others)
			await tab.wait('session', ({ session: record }) => record.announcements.length === 1);
		await fay.page.getByRole('button', { name: words.answered }).click();
	});

	await test.step('one is moved, and there are two more minutes', async () => {
		const from = await groupOf(fay, all, 'Bo');
		const to = all.find((name) => name !== from && name !== ofMia)!;
		const was = bo.page.url();
		await moveByKeyboard(fay, 'Bo', to);
		await expect(groupBar(bo)).toContainText(to);
		await expect(bo.page).not.toHaveURL(was);
		await fay.page.getByRole('button', { name: words.extendLong(2) }).click();
		await expect(groupBar(mia)).toContainText(/1[12]:\d\d/u);
	});

	await test.step('the facilitator’s browser dies, and the other one carries on, with a finger', async () => {
		await fay.leave();
		await openGroups(cora);
		const from = await groupOf(cora, all, 'Ann A');
		const to = all[all.indexOf(from) + 1] ?? all[0]!;
		await dragByFinger(cora, 'Ann A', from, to);
		await expect(personIn(cora, to, 'Ann A')).toBeVisible();
		await undo(cora, words.moved('Ann A', to));
		await expect(personIn(cora, from, 'Ann A')).toBeVisible();
	});

	await test.step('who reloads, or has no network, is in the same place with the same time', async () => {
		const there = mia.page.url();
		await mia.keepsTheApp();
		await expect(groupBar(mia)).toContainText(/1[012]:\d\d/u);
		await expect(surface(mia)).toBeVisible();
		await mia.context.setOffline(true);
		await mia.page.reload();
		await expect(surface(mia)).toBeVisible();
		await expect(groupBar(mia)).toContainText(/1[012]:\d\d/u);
		await expect(mia.page).toHaveURL(there);
		await mia.context.setOffline(false);
		await expect(groupBar(mia).getByRole('button', { name: words.askForHelp })).toBeEnabled();
	});

	const { groups } = roundOf(witness);
	await Promise.all(
		groups.map(async ({ name, boards, members }) => {
			const who = others.find(({ tab }) => members.includes(tab.all('welcome')[0]!.me.id))!;
			await writeNotes(
				who.http,
				boards[0]!,
				['one', 'two', 'three', 'four'].map((note) => `${name} ${note}`)
			);
		})
	);

	await test.step('everybody is called back, with half a minute to finish a sentence', async () => {
		await cora.page.getByRole('button', { name: words.recall }).click();
		await expect(groupBar(mia)).toContainText(/Back in 0:[23]\d/u);
		steered.tell(30_000);
		await expect(mia.page).toHaveURL(wasAt);
		await expect(groupBar(bo)).toBeHidden();
		await expect(cora.page.getByText(words.over(words.roundName(2)))).toBeVisible();
	});

	await test.step('each group’s top three stand on the main board, live, under its name', async () => {
		await cora.page.getByRole('button', { name: words.bring(18, 'whiteboard') }).click();
		await expect(cora.page.getByText(words.brought(18, 'whiteboard', 'Whiteboard'))).toBeVisible();
		const rows = await openList(mia);
		await expect(rows.filter({ hasText: 'Group 6 four' }).last()).toBeVisible();
		const main = recordOf(witness).boards.find(({ title }) => title === 'Whiteboard')!.id;
		const top = all.flatMap((name) => [
			name,
			...['four', 'three', 'two'].map((note) => `${name}: ${name} ${note}`)
		]);
		expect(await wordsOn(witness.http, main)).toEqual(top.sort());
	});

	await test.step('a second round brings groups and boards back', async () => {
		const who = () => roundOf(witness).groups.map(({ members, boards }) => ({ members, boards }));
		const before = who();
		await cora.page.getByRole('button', { name: words.plan, exact: true }).click();
		await openRound(cora);
		await expect(groupBar(mia)).toContainText(ofMia);
		await expect(await openList(mia)).toContainText([`${ofMia} four`]);
		await expect.poll(() => recordOf(witness).rounds.length).toBe(3);
		expect(who()).toEqual(before);
	});
	others.forEach(({ tab }) => tab.close());
});

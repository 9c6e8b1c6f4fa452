import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import words from '../../../src/lib/messages/en/problem.ts';
import own from '../../../src/lib/messages/en/problem-methods.ts';
import run from '../../../src/lib/messages/en/problem-running.ts';
import { writeMethodFile } from '../../../src/lib/model/problem/method-file.ts';
import { solveAProblem } from '../../../src/lib/model/problem/methods/solve-a-problem.ts';
import boardMethods from '../../../src/lib/messages/en/board-methods.ts';
import breakouts from '../../../src/lib/messages/en/breakouts.ts';
import front from '../../../src/lib/messages/en/front.ts';
import steering from '../../../src/lib/messages/en/problem-steering.ts';
import session from '../../../src/lib/messages/en/session.ts';
import type { LaneId, Method, MethodId, PhaseId } from '../../../src/lib/model/problem/method.ts';
import { MAY, OPEN } from '../../../src/lib/model/problem/methods/building-blocks.ts';
import { focusByTab } from '../keyboard.ts';
import { expectTask, goOn, pressControl, writeCards } from '../pages/method.ts';
import { addCard, expectCards } from '../pages/problem-board.ts';
import { fillJoinForm, meetAt } from '../pages/session.ts';
import type { Person } from '../person.ts';
import { expect, test } from '../world.ts';

const TITLE = 'Deliveries, our way';
const PROMPT = 'Write down which delivery was late, and by how much.';

async function expectAccessible({ page }: Person): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

test('a facilitator copies a method, changes it with the keyboard, runs it, and takes it along as a file', async ({
	arrive
}) => {
	const [fay, kim] = [await arrive('Fay'), await arrive('Kim', 'phone')];
	const { page } = fay;
	const meeting = await meetAt('problem', 'Late again', fay);

	await page.getByRole('button', { name: words.runMethod }).click();
	await page.getByRole('dialog', { name: run.choose }).getByRole('link', { name: run.makeOwn }).click();
	await focusByTab(page.getByRole('button', { name: own.copyLabel(solveAProblem.title) }));
	await page.keyboard.press('Enter');

	// With the keyboard alone: words, a phase that moves, and what is wrong is told beside its field.
	const purpose = page.getByLabel(own.purpose);
	await focusByTab(page.getByLabel(own.name, { exact: true }));
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.type(TITLE);
	await focusByTab(purpose);
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.press('Delete');
	await focusByTab(page.getByRole('button', { name: own.move('Find the causes') }));
	await page.keyboard.press('ArrowUp');
	const first = page.locator('[data-row]').first();
	await expect(first).toContainText('Find the causes');
	await expect(page.getByRole('button', { name: own.move('Find the causes') })).toBeFocused();
	await page.keyboard.press('ArrowDown');
	await expect(first).toContainText('Define the problem');
	await focusByTab(first);
	await page.keyboard.press('Enter');
	await focusByTab(page.getByLabel(own.prompt));
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.type(PROMPT);
	await expect(page.locator('[data-preview]')).toContainText(PROMPT);
	await focusByTab(page.getByRole('button', { name: own.save, exact: true }));
	await page.keyboard.press('Enter');
	await expect(purpose).toBeFocused();
	await expect(page.getByText(own.problems.purpose)).toBeVisible();
	await page.keyboard.type('For deliveries that come late.');
	await expect(page.getByText(own.problems.purpose)).toBeHidden();
	await expectAccessible(fay);

	// What is not saved is on the device.
	await expect(page.getByText(own.keptHere)).toBeVisible();
	await page.reload();
	await expect(page.getByLabel(own.name, { exact: true })).toHaveValue(TITLE);
	await expect(purpose).toHaveValue('For deliveries that come late.');
	await page.getByRole('button', { name: own.saveAndUse }).click();

	// Its first phase, with somebody else.
	await expect(page.getByText(PROMPT)).toBeVisible();
	// Whoever comes in is led to the board where a method is at work.
	await kim.page.goto(meeting.link);
	await fillJoinForm(kim.page, kim.name);
	await expect(kim.page.getByText(PROMPT)).toBeVisible();
	await expect(kim.page.getByText(run.now['write-shared'])).toBeVisible();
	await addCard(kim, 'Facts', 'Monday, two days late');
	await expectCards(fay, 'Facts', ['Monday, two days late']);

	// It goes out as a file and comes in again.
	await page.goto(`${meeting.url}/methods`);
	const downloading = page.waitForEvent('download');
	await page.getByRole('button', { name: `${own.export}: ${TITLE}` }).click();
	const file = await readFile(await (await downloading).path(), 'utf8');
	await page.getByRole('button', { name: `${own.delete}: ${TITLE}` }).click();
	await page.getByRole('button', { name: own.delete, exact: true }).click();
	await expect(page.getByText(own.noneOwn)).toBeVisible();
	const open = async (buffer: string): Promise<void> => {
		const choosing = page.waitForEvent('filechooser');
		await page.getByRole('button', { name: own.import }).click();
		const name = 'ours.method.json';
		await (await choosing).setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(buffer) });
	};
	await open(writeMethodFile(solveAProblem).replace('"onEnd": "ask"', '"onEnd": "never"'));
	const refused = page.getByRole('dialog', { name: own.importTitle });
	await expect(refused).toContainText(`phases[0].onEnd ${own.fileProblems['not-allowed']}`);
	await refused.getByRole('button', { name: own.cancel }).click();
	await open(file);
	await page.getByRole('button', { name: own.save, exact: true }).click();
	await expect(page.getByText(own.failures.changed)).toBeVisible();
	await page.getByRole('button', { name: own.saveOver(2) }).click();
	await page.getByRole('button', { name: own.close }).click();
	await expect(page.getByText(own.about(60, 9, 2))).toBeVisible();
	const again = page.waitForEvent('download');
	await page.getByRole('button', { name: `${own.export}: ${TITLE}` }).click();
	const second = await readFile(await (await again).path(), 'utf8');
	expect(second).toBe(file.replace('"version": 1', '"version": 2'));
	await expect(kim.page.getByText(PROMPT)).toBeVisible();
	fay.expectTrouble(/status of 409/);
});

const [TOPICS, TALK] = ['topics', 'talk'] as [PhaseId & LaneId, PhaseId & LaneId];
const shared = { minutes: 5, onEnd: 'ask', can: MAY.writeTogether, sees: OPEN, reveal: 'manual' } as const;
/** Groups by what people would like to talk about. */
const OPEN_SPACE: Method = {
	id: 'open-space' as MethodId,
	version: 1,
	title: 'Open space',
	purpose: 'Talk in groups about what matters to those who come.',
	minutes: 10,
	people: { min: 2, max: 40 },
	lanes: [
		{ id: TOPICS, title: 'Topics', prompt: 'What would you like to talk about?', phases: [TOPICS, TALK] }
	],
	phases: [
		{ ...shared, id: TOPICS, title: 'Propose topics', kind: 'write', prompt: 'One topic to a card.' },
		{
			...shared,
			id: TALK,
			title: 'In groups',
			kind: 'breakout',
			prompt: 'Talk about your topic.',
			groups: { by: 'topics', size: 4, rotate: 'newPairs' },
			input: { from: TOPICS, filter: 'all' }
		}
	]
};

test('a board is added with the session’s own method, and people choose their groups by topic', async ({
	arrive
}) => {
	const [fay, kim] = [await arrive('Fay'), await arrive('Kim', 'phone')];
	const meeting = await meetAt('problem', 'The spring camp', fay, kim);
	const id = meeting.url.split('/').at(-1)!;
	const origin = new URL(meeting.url).origin;
	const saved = await fay.page.request.post(`/api/methods/${id}`, {
		headers: { origin },
		data: { method: OPEN_SPACE }
	});
	expect(saved.status()).toBe(201);

	await fay.page.goto(meeting.url);
	await fay.page.getByRole('button', { name: front.addBoard }).click();
	const form = fay.page.getByRole('dialog', { name: front.addBoard });
	await form.getByRole('radio', { name: session.kinds.problem }).check();
	const option = form.getByRole('group', { name: boardMethods.legend }).locator('label').filter({
		hasText: OPEN_SPACE.purpose
	});
	await expect(option).toContainText(boardMethods.own);
	await option.getByRole('radio').check();
	await expect(form.getByLabel(front.boardTitle)).toHaveValue(OPEN_SPACE.title);
	await expectAccessible(fay);
	await form.getByRole('button', { name: front.add, exact: true }).click();
	await expect(fay.page.getByText('One topic to a card.')).toBeVisible();
	await kim.page.goto(fay.page.url());
	await expect(kim.page.getByText('One topic to a card.')).toBeVisible();
	await writeCards(kim, 'Topics', 'Rain');
	await writeCards(fay, 'Topics', 'Food');

	await goOn([fay, kim], 'In groups');
	await expectTask([kim], steering.choosing);
	await kim.page.getByRole('region', { name: breakouts.choose }).getByRole('button').tap();
	const choice = kim.page.getByRole('dialog', { name: breakouts.choose });
	await choice.getByRole('button', { name: 'Rain' }).tap();
	await expect(choice.getByRole('button', { name: 'Rain' })).toHaveAttribute('aria-pressed', 'true');
	await kim.page.keyboard.press('Escape');
	await pressControl(fay, steering.beginChosen);
	// To the board of what was chosen, which is called after it.
	await expect(kim.page.getByRole('region', { name: breakouts.bar, exact: true })).toContainText('Rain');
	const inGroups = kim.page.getByRole('region', { name: steering.groups, exact: true });
	await expect(inGroups.getByText(/^You are in Rain/)).toBeVisible();
	await writeCards(kim, 'Topics', 'Two tents');
	await expectCards(kim, 'Topics', ['Two tents']);
});

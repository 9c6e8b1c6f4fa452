import words from '../../../src/lib/messages/en/breakouts.ts';
import { DEFAULT_METHOD } from '../../../src/lib/model/problem/methods/default.ts';
import { workInGroups, writeCard, writeParagraph } from '../../support/group-boards.ts';
import { SessionRoom } from '../../support/session-room.ts';
import { expectCards } from '../pages/problem-board.ts';
import { fillJoinForm } from '../pages/session.ts';
import { expect, test } from '../world.ts';

test('cards and pages of groups are brought onto the board and the page of all, and read there', async ({
	arrive,
	origin
}) => {
	const room = await SessionRoom.open(origin);
	const cora = await arrive('Cora');
	const { page } = cora;
	await page.goto(`/join/${room.code}`);
	await fillJoinForm(page, 'Cora');
	await expect(page).toHaveURL(/\/s\/[\w-]{22}$/u);
	const { id: member } = await room.fay.tab.wait('member', ({ name }) => name === 'Cora');
	await room.give({ type: 'set-role', member, role: 'facilitator' });

	await test.step('each card in its lane, after the name of its group', async () => {
		await workInGroups(room, 'problem', (board, name) => writeCard(room, board, `${name} idea`));
		await page.goto(`/s/${room.id}/groups`);
		await page.getByRole('button', { name: words.bring(2, 'problem') }).click();
		await expect(page.getByText(words.brought(2, 'problem', 'Solve a problem'))).toBeVisible();
		await page.getByRole('link', { name: words.openBoard, exact: true }).click();
		await expectCards(cora, DEFAULT_METHOD.lanes[0]!.title, ['Red: Red idea', 'Blue: Blue idea']);
	});

	await test.step('each page as a section under the name of its group', async () => {
		await workInGroups(room, 'page', (board, name) => writeParagraph(room, board, `${name} text`));
		await page.goto(`/s/${room.id}/groups`);
		await page.getByRole('button', { name: words.bring(2, 'page') }).click();
		await expect(page.getByText(words.brought(2, 'page', 'Notes'))).toBeVisible();
		await page.getByRole('link', { name: words.openBoard, exact: true }).click();
		for (const name of ['Red', 'Blue']) {
			await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
			await expect(page.getByText(`${name} text`)).toBeVisible();
		}
	});
	room.close();
});

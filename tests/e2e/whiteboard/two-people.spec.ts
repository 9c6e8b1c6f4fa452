import back from '../../../src/lib/messages/en/whiteboard-put-back.ts';
import words from '../../../src/lib/messages/en/whiteboard.ts';
import { WITH_WORKER, type Person } from '../person.ts';
import { expectSaved, meetAt, savedLight } from '../pages/session.ts';
import {
	addNote,
	onScreen,
	openList,
	selectedShapes,
	type ShapeOnBoard,
	surface
} from '../pages/whiteboard.ts';
import { expect, test, type World } from '../world.ts';

/** Two at one board with a note that both see. */
async function meetWithNote(arrive: World['arrive'], title: string): Promise<{ fay: Person; mia: Person }> {
	const [fay, mia] = [await arrive('Fay'), await arrive('Mia', 'desktop', WITH_WORKER)];
	await meetAt('whiteboard', title, fay, mia);
	await mia.keepsTheApp();
	await addNote(fay, [0.4, 0.4], 'Ours');
	await expectShapes(mia, 1);
	return { fay, mia };
}

async function expectShapes(person: Person, count: number): Promise<void> {
	await expect(surface(person).locator('..')).toHaveAttribute('data-shape-count', String(count));
}

async function keys({ page }: Person, ...pressed: readonly string[]): Promise<void> {
	for (const key of pressed) await page.keyboard.press(key);
}

/** All that somebody has on the board, read from what a copy of it would be. */
async function boardOf(person: Person): Promise<readonly ShapeOnBoard[]> {
	await surface(person).focus();
	await keys(person, 'Control+a');
	return selectedShapes(person);
}

/** Each does something that the other cannot know of, and then hears of it. */
async function atOnce(fay: Person, mia: Person, mine: () => Promise<void>, theirs: () => Promise<void>) {
	await mia.context.setOffline(true);
	await expect(savedLight(mia.page)).toHaveAttribute('data-saved', 'offline');
	await mine();
	await theirs();
	await mia.context.setOffline(false);
	await expectSaved(fay, mia);
}

async function colour({ page }: Person, name: string): Promise<void> {
	await page.getByRole('button', { name: words.look }).click();
	await page.getByRole('radio', { name, exact: true }).click();
	await page.keyboard.press('Escape');
}

test('what two do at once is all kept, and an undo leaves the other’s work', async ({ arrive }) => {
	const { fay, mia } = await meetWithNote(arrive, 'At once');

	await test.step('one moves what the other colours and writes on', async () => {
		const [{ x, y }] = (await boardOf(fay)) as [ShapeOnBoard];
		await boardOf(mia);
		await atOnce(
			fay,
			mia,
			() => keys(fay, 'ArrowRight', 'ArrowRight'),
			async () => {
				await keys(mia, 'Enter');
				await mia.page.keyboard.type(' and theirs');
				await keys(mia, 'Escape');
				await colour(mia, words.colors.plum);
			}
		);
		for (const person of [fay, mia])
			await expect
				.poll(() => boardOf(person), 'moved by one, coloured and written on by the other')
				.toMatchObject([{ x: x + 8, y, text: 'Ours and theirs', style: { c: 'plum' } }]);
	});

	await test.step('one stacks and groups what the other moves and colours', async () => {
		const [{ y }] = (await boardOf(fay)) as [ShapeOnBoard];
		await addNote(mia, [0.75, 0.4], 'Second');
		await expectShapes(fay, 2);
		const [spot] = await onScreen(fay, [[0.4, 0.4]]);
		await fay.page.mouse.click(spot!.x, spot!.y);
		const [second] = (await selectedShapes(mia)) as [ShapeOnBoard];
		await atOnce(
			fay,
			mia,
			() => keys(fay, ']', 'Control+a', 'Control+g'),
			async () => {
				await boardOf(mia);
				await keys(mia, 'ArrowUp');
				await colour(mia, words.colors.moss);
			}
		);
		for (const person of [fay, mia])
			await expect
				.poll(
					() => boardOf(person),
					'brought to the front and grouped by one, moved and coloured by the other'
				)
				.toMatchObject([
					{ y: second.y - 4, text: 'Second', style: { c: 'moss', g: [expect.any(String)] } },
					{ y: y - 4, text: 'Ours and theirs', style: { c: 'moss', g: [expect.any(String)] } }
				]);
		expect(await boardOf(fay)).toEqual(await boardOf(mia));
	});

	await test.step('one deletes what the other moves, and undoes it', async () => {
		await boardOf(fay);
		await keys(fay, 'Delete');
		await expectShapes(mia, 0);
		await addNote(fay, [0.4, 0.4], 'Ours');
		await expectShapes(mia, 1);
		await boardOf(fay);
		await boardOf(mia);
		await atOnce(
			fay,
			mia,
			() => keys(fay, 'Delete'),
			() => keys(mia, 'ArrowRight', 'ArrowRight')
		);
		await surface(fay).focus();
		await keys(fay, 'Control+z');
		for (const person of [fay, mia])
			await expect.poll(() => boardOf(person), 'with its words').toMatchObject([{ text: 'Ours' }]);
		expect(await boardOf(fay)).toEqual(await boardOf(mia));
	});

	await test.step('one undoes a move that the other has gone on from', async () => {
		await boardOf(fay);
		await keys(fay, 'ArrowDown');
		await expectSaved(fay);
		await boardOf(mia);
		await keys(mia, 'ArrowDown');
		await expect.poll(async () => (await boardOf(fay))[0]!.y).toBe((await boardOf(mia))[0]!.y);
		const [{ y }] = (await boardOf(mia)) as [ShapeOnBoard];
		await keys(fay, 'Control+z');
		await expect(fay.page.getByRole('status').filter({ hasText: words.keptByOthers })).toBeAttached();
		await expectSaved(fay, mia);
		for (const person of [fay, mia]) expect((await boardOf(person))[0]!.y).toBe(y);
	});

	await test.step('one deletes what the other writes on', async () => {
		await boardOf(fay);
		await boardOf(mia);
		await atOnce(
			fay,
			mia,
			() => keys(fay, 'Delete'),
			async () => {
				await keys(mia, 'Enter');
				await mia.page.keyboard.type(' and mine');
				await keys(mia, 'Escape');
			}
		);
		for (const person of [fay, mia])
			await expect
				.poll(() => boardOf(person), 'put back with what the other had not seen')
				.toMatchObject([{ text: 'Ours\n and mine' }]);
		await expect(mia.page.getByText(back.putBack('').trim())).toBeVisible();
		const rows = await openList(mia);
		await expect(rows).toHaveCount(1);
	});
});

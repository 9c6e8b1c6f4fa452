import { writeLine } from './pages/page-editor.ts';
import { expectSaved, openBoard, readingAddress, startSession } from './pages/session.ts';
import { expect, test } from './world.ts';

test('a page can be read without JavaScript, and only by those who are in the session', async ({
	arrive
}) => {
	const fay = await arrive('Fay');
	const meeting = await startSession(fay, 'Read it plainly');
	await openBoard(fay, meeting, 'page');
	await writeLine(fay, '# What we learned');
	await writeLine(fay, '- ask the night shift');
	await writeLine(fay, 'write it down');
	await expectSaved(fay);
	const address = readingAddress(fay.page.url());

	const reader = await arrive('Rea', 'desktop', {
		javaScriptEnabled: false,
		storageState: await fay.context.storageState()
	});
	await reader.page.goto(address);
	await expect(reader.page.getByRole('heading', { name: 'What we learned' })).toBeVisible();
	await expect(reader.page.getByRole('listitem')).toHaveText(['ask the night shift', 'write it down']);

	const eve = await arrive('Eve', 'desktop', { javaScriptEnabled: false });
	const answer = await eve.page.goto(address);
	expect(answer?.status()).toBe(404);
	await expect(eve.page.getByText('What we learned')).toBeHidden();
	eve.expectTrouble(/status of 404/);
});

import session from '../../src/lib/messages/en/session.ts';
import { Deployment } from '../support/nodes.ts';
import { expectLines, writeLine } from './pages/page-editor.ts';
import { expectSaved, meetAt, openBoard, savedLight, startSession } from './pages/session.ts';
import { expect, test } from './world.ts';

const TITLE = 'On several nodes';

test('a node is killed, and its people go on through another', async ({ arrive }) => {
	const deployment = await Deployment.start(2);
	try {
		const people = [];
		for (const name of ['Fay', 'Mia', 'Pat'])
			people.push(await arrive(name, 'desktop', { at: deployment.origin }));
		const [fay, mia, pat] = people as [(typeof people)[0], (typeof people)[0], (typeof people)[0]];
		await meetAt('page', TITLE, fay, mia, pat);
		await writeLine(fay, 'On two nodes');
		for (const person of people) await expectLines(person, ['On two nodes']);
		await expectSaved(fay);

		// Whoever is on which of them is chance: with both killed in turn, everybody has moved at least once.
		const written = ['On two nodes'];
		for (const victim of [...deployment.nodes]) {
			await deployment.end(victim, 'SIGKILL');
			for (const person of people) {
				written.push(`${person.name} after ${written.length}`);
				await writeLine(person, written.at(-1)!);
				for (const other of people) await expectLines(other, written);
			}
			await expectSaved(...people);
			await deployment.add();
		}
	} finally {
		await deployment.close();
	}
});

test('where the store cannot promise that a power cut takes nothing, the light does not say Saved', async ({
	arrive
}) => {
	const deployment = await Deployment.start(0);
	try {
		await deployment.redis.command('CONFIG', 'SET', 'appendfsync', 'everysec');
		await deployment.add();
		const fay = await arrive('Fay', 'desktop', { at: deployment.origin });
		const meeting = await startSession(fay, TITLE);
		await openBoard(fay, meeting, 'page');
		await writeLine(fay, 'Received, not saved');
		await expect(savedLight(fay.page)).toHaveAttribute('data-saved', 'received');
		await expect(savedLight(fay.page)).toHaveAccessibleName(session.saved.received);
		await savedLight(fay.page).click();
		await expect(fay.page.getByText(session.saved.receivedLong)).toBeVisible();
	} finally {
		await deployment.close();
	}
});

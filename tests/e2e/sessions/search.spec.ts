import front from '../../../src/lib/messages/en/front.ts';
import after from '../../../src/lib/messages/en/after.ts';
import community from '../../../src/lib/messages/en/community.ts';
import words from '../../../src/lib/messages/en/search.ts';
import sessionWords from '../../../src/lib/messages/en/session.ts';
import ui from '../../../src/lib/messages/en/ui.ts';
import { addCard, cards } from '../pages/problem-board.ts';
import { text, writeLine } from '../pages/page-editor.ts';
import { expectSaved, joinByLink, openBoard, startSession } from '../pages/session.ts';
import { seriousFindings } from '../axe.ts';
import type { Person } from '../person.ts';
import type { PageView } from '../../../src/lib/protocol/pages.ts';
import { expect, test } from '../world.ts';

const TITLE = 'Village water';
/** Whoever writes so means no harm to anybody, as far as a browser can tell. */
const HOSTILE = '<img src=x onerror="document.title=\'hacked\'"> <script>document.title="hacked"</script>';

async function look({ page }: Person, asked: string): Promise<void> {
	await page.getByRole('searchbox', { name: words.field }).fill(asked);
}

/** What was written a moment ago is found a moment later: the words are asked for anew until they are. */
async function findSoon(person: Person, asked: string, title: RegExp): Promise<void> {
	const hit = person.page.getByRole('list', { name: words.results }).getByRole('link', { name: title });
	await expect
		.poll(async () => {
			await look(person, '');
			await look(person, asked);
			await expect(person.page.getByRole('status')).not.toHaveText('');
			return hit.count();
		})
		.toBeGreaterThan(0);
}

test('a problem that came up before is found in other words, opened where it stands, and not begun twice', async ({
	arrive
}) => {
	const fay = await arrive('Fay');
	const mia = await arrive('Mia', 'phone');
	const stranger = await arrive('Sam');
	const meeting = await startSession(fay, TITLE);
	await joinByLink(mia, meeting.link, TITLE);
	await openBoard(fay, meeting, 'page');
	await writeLine(fay, '# What to do when the pump stops');
	await writeLine(fay, 'First');
	await fay.page.keyboard.insertText(` ${'and then something else '.repeat(250)}`);
	await writeLine(fay, '# The motor is hot');
	await writeLine(fay, `Wait for an hour, and fill the well. ${HOSTILE}`);
	await expectSaved(fay);
	await openBoard(fay, meeting, 'problem');
	await addCard(fay, 'Causes', 'The float hangs too low');
	await expectSaved(fay);

	await test.step('from the session’s front to the search page, and by the keyboard to the very heading', async () => {
		await fay.page.goto(meeting.url);
		await fay.page.getByRole('link', { name: ui.search, exact: true }).click();
		await expect(fay.page.getByRole('heading', { level: 1, name: words.title })).toBeVisible();
		await findSoon(fay, 'motr overheated hot', /Notes/);
		await expect(fay.page.getByText(words.reasons.spelling('motr', 'motor'))).toBeVisible();
		expect(await seriousFindings(fay.page)).toEqual([]);
		await fay.page.keyboard.press('ArrowDown');
		await expect(fay.page.getByRole('link', { name: 'Notes', exact: true })).toBeFocused();
		await fay.page.keyboard.press('Enter');
		await expect(fay.page).toHaveURL(/#block-/);
		await expect(text(fay).getByText('The motor is hot')).toBeInViewport();
		await expect(text(fay).getByText('What to do when the pump stops')).not.toBeInViewport();
		await fay.page.goBack();
		await expect(fay.page.getByRole('searchbox', { name: words.field })).toHaveValue('motr overheated hot');
	});

	await test.step('a card opens as a card, and filters leave out what they say', async () => {
		await findSoon(fay, 'float hangs', /Solve a problem/);
		await fay.page.getByLabel(words.kind, { exact: true }).selectOption('page');
		await expect(fay.page.getByRole('status')).toHaveText(words.nothing);
		await fay.page.getByRole('button', { name: words.noFilters }).click();
		await fay.page
			.getByRole('list', { name: words.results })
			.getByRole('link', { name: /Solve a problem/ })
			.click();
		await expect(cards(fay.page, 'Causes').filter({ hasText: 'The float hangs too low' })).toBeVisible();
	});

	await test.step('what was written to do harm is shown as it was written, and does nothing', async () => {
		await fay.page.goto('/search');
		await findSoon(fay, 'onerror script hacked fill', /Notes/);
		await expect(fay.page.getByText('<img src=x onerror', { exact: false })).toBeVisible();
		await expect(fay.page).toHaveTitle(new RegExp(words.title));
		expect(await fay.page.locator('main img').count()).toBe(0);
	});

	await test.step('who is not in the session finds nothing of it', async () => {
		await startSession(stranger, 'Elsewhere');
		await stranger.page.goto('/search?q=pump%20motor');
		await expect(stranger.page.getByRole('status')).toHaveText(words.nothing);
	});

	await test.step('before a page is begun, on the way, what there is already is offered', async () => {
		await fay.page.goto(meeting.url);
		await fay.page.getByRole('button', { name: front.addBoard }).click();
		const dialog = fay.page.getByRole('dialog', { name: front.addBoard });
		await dialog.getByRole('radio', { name: new RegExp(`^${sessionWords.kinds.page}`) }).check();
		await dialog.getByLabel(front.boardTitle).fill('The motor gets hot');
		await expect(dialog.getByRole('status').filter({ hasText: /near this already/ })).toBeVisible();
		const offered = dialog.getByRole('listitem').filter({ hasText: 'Notes' });
		await expect(offered.getByRole('link', { name: words.nearest.use })).toBeVisible();
		await offered.getByRole('button', { name: words.nearest.differs }).click();
		await dialog.getByLabel(words.nearest.because).fill('ours is driven by hand');
		await dialog.getByRole('button', { name: front.add, exact: true }).click();
		await expect(fay.page.getByRole('heading', { level: 1, name: 'The motor gets hot' })).toBeVisible();
		const note = fay.page.getByText(after.differs.because('ours is driven by hand'));
		await expect(note).toBeVisible();
		await expect(note.getByRole('link', { name: 'Notes' })).toBeVisible();
	});

	await test.step('and before a session is started, on a phone too: it happened again', async () => {
		await mia.page.goto('/');
		await mia.page.getByLabel(community.sessionTitle).fill('pump stops');
		const offered = mia.page
			.getByRole('region', { name: words.nearest.title })
			.getByRole('listitem')
			.filter({ hasText: 'Notes' });
		await expect(offered.getByRole('link', { name: words.nearest.use })).toBeVisible();
		await offered.getByRole('button', { name: words.nearest.again }).click();
		await offered.getByLabel(words.nearest.context).fill('in the dry season');
		await offered.getByRole('button', { name: words.nearest.count1 }).click();
		await expect(mia.page.getByRole('heading', { level: 1, name: 'Notes' })).toBeVisible();
		await expect(text(mia).getByText('What to do when the pump stops')).toBeVisible();
		const board = new URL(mia.page.url()).pathname.split('/').at(-1)!;
		const known = (await (await mia.page.request.get(`/api/pages/${board}`)).json()) as PageView;
		expect(known.occurrences.map(({ context }) => context)).toEqual(['in the dry season']);
	});
});

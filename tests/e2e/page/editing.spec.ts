import page from '../../../src/lib/messages/en/page.ts';
import tools from '../../../src/lib/messages/en/page-tools.ts';
import writing from '../../../src/lib/messages/en/page-writing.ts';
import { seriousFindings } from '../axe.ts';
import type { Person } from '../person.ts';
import { expectLines, text } from '../pages/page-editor.ts';
import { SLASH_LIST } from '../../../src/lib/page/editing/slash-list.ts';
import { expectSaved, meetAt } from '../pages/session.ts';
import { expect, test } from '../world.ts';
import { PASTED } from './pasted.ts';

test('a page is written by keys alone, and by a finger on a phone', async ({ arrive }) => {
	const fay = await arrive('Fay', 'keyboard');
	const pat = await arrive('Pat', 'phone');
	await meetAt('page', 'Writing', fay, pat);
	const { keyboard } = fay.page;
	const choices = fay.page.getByRole('listbox', { name: writing.slash.label });

	await test.step('the menu at a slash narrows down, takes, and eats nothing', async () => {
		await text(fay).focus();
		await keyboard.type('/');
		await expect(choices.getByRole('option')).not.toHaveCount(0);
		await keyboard.type('subh');
		await expect(choices.getByRole('option')).toHaveText([new RegExp(tools.kinds.heading2)]);
		await keyboard.press('Enter');
		await keyboard.type('Night shift');
		await keyboard.press('Enter');
		await keyboard.type('either /or');
		await expect(choices.getByRole('option')).not.toHaveCount(0);
		await keyboard.press('Escape');
		await expect(choices).toBeHidden();
		await expectLines(pat, ['Night shift', 'either /or']);
		await expect(text(pat).getByRole('heading', { name: 'Night shift' })).toBeVisible();
	});

	await test.step('a block moves with what is indented under it', async () => {
		await keyboard.press('Enter');
		await keyboard.type('- one');
		await keyboard.press('Enter');
		await keyboard.press('Tab');
		await keyboard.type('under one');
		await keyboard.press('Enter');
		await keyboard.press('Shift+Tab');
		await keyboard.type('two');
		await keyboard.press('Alt+ArrowUp');
		await expectLines(pat, ['Night shift', 'either /or', 'two', 'one', 'under one']);
		await keyboard.press('ArrowDown');
		await keyboard.press('Alt+ArrowUp');
		await expectLines(pat, ['Night shift', 'either /or', 'one', 'under one', 'two']);
	});

	await test.step('the tools for selected words are reached and left by keys', async () => {
		await keyboard.press('ControlOrMeta+End');
		await keyboard.press('Shift+Home');
		await keyboard.press('Alt+F10');
		await expect(
			fay.page.getByRole('toolbar', { name: writing.bubble }).getByRole('button', { name: tools.marks.bold })
		).toBeFocused();
		await keyboard.press('Enter');
		await expect(text(pat).locator('strong')).toContainText('two');
		expect(await seriousFindings(fay.page)).toEqual([]);
		await keyboard.press('Escape');
		await expect(text(fay)).toBeFocused();
	});

	await test.step('what is looked for is counted, walked through and replaced in one step', async () => {
		await keyboard.press('ControlOrMeta+f');
		const search = fay.page.getByRole('search', { name: writing.find.title });
		await expect(search.getByLabel(writing.find.what)).toBeFocused();
		await keyboard.type('ONE');
		await expect(search.getByRole('status')).toHaveText(writing.find.count(1, 2));
		await keyboard.press('Enter');
		await expect(search.getByRole('status')).toHaveText(writing.find.count(2, 2));
		await search.getByLabel(writing.find.by).focus();
		await keyboard.type('first');
		await keyboard.press('ControlOrMeta+Enter');
		await expectLines(pat, ['Night shift', 'either /or', 'first', 'under first', 'two']);
		await keyboard.press('Escape');
		await expect(text(fay)).toBeFocused();
		await keyboard.press('ControlOrMeta+z');
		await expectLines(pat, ['Night shift', 'either /or', 'one', 'under one', 'two']);
	});

	await test.step('on the phone the bar at the keyboard has the list, and takes tasks in and out', async () => {
		const bar = pat.page.getByRole('toolbar', { name: tools.toolbar });
		await text(pat).getByText('two').tap();
		await pat.page.keyboard.press('End');
		await pat.page.keyboard.press('Enter');
		await bar.getByRole('button', { name: writing.insert }).tap();
		const list = pat.page.getByRole('listbox', { name: writing.slash.label });
		await list.getByRole('option', { name: tools.kinds.task }).tap();
		await pat.page.keyboard.type('sweep');
		await bar.getByRole('button', { name: tools.indent }).tap();
		await expect(text(fay).locator('[data-kind="task"][data-indent="1"]')).toContainText('sweep');
		await text(pat).getByRole('checkbox', { name: page.taskDone }).tap();
		await expect(text(fay).getByRole('checkbox', { name: page.taskDone })).toBeChecked();
	});

	await test.step('the outline leads to a heading, and says who is there', async () => {
		await pat.page.getByRole('button', { name: tools.more }).tap();
		await pat.page.getByRole('menuitemcheckbox', { name: writing.outline.title }).tap();
		const outline = pat.page.getByRole('navigation', { name: writing.outline.title });
		await expect(outline.getByRole('button', { name: /Night shift/ })).toContainText('Night shift');
		await expect(outline.getByRole('img', { name: writing.outline.here('Fay') })).toBeVisible();
		await outline.getByRole('button', { name: /Night shift/ }).tap();
		await expect(outline).toBeHidden();
	});

	await expectSaved(fay, pat);
});

test('what is typed before the tools for writing have come means the same when they come', async ({
	arrive
}) => {
	const fay = await arrive('Fay', 'keyboard');
	const { page: tab } = fay;
	await meetAt('page', 'Slow line', fay);
	let letThrough = (): void => undefined;
	const line = new Promise<void>((resolve) => (letThrough = resolve));
	await tab.route('**/*.js', async (route) => {
		const response = await route.fetch();
		// Only what the menu at a slash is in.
		if ((await response.text()).includes(SLASH_LIST)) await line;
		await route.fulfill({ response });
	});
	await tab.reload();
	await text(fay).focus();
	await tab.keyboard.type('# Title');
	await tab.keyboard.press('Enter');
	await tab.keyboard.type('one two!');
	await tab.keyboard.press('Backspace');
	await expect(tab.getByRole('toolbar', { name: tools.toolbar })).toBeHidden();
	letThrough();
	await expectLines(fay, ['Title', 'one two']);
	await expect(text(fay).getByRole('heading', { name: 'Title' })).toBeVisible();

	await test.step('a word that is being composed sets off no rule and opens no menu', async () => {
		await tab.keyboard.press('Enter');
		const input = await fay.context.newCDPSession(tab);
		await input.send('Input.imeSetComposition', { text: '# ', selectionStart: 2, selectionEnd: 2 });
		await input.send('Input.imeSetComposition', { text: '# に', selectionStart: 3, selectionEnd: 3 });
		await input.send('Input.insertText', { text: '# 日本' });
		await expectLines(fay, ['Title', 'one two', '# 日本']);
		await expect(text(fay).getByRole('heading')).toHaveCount(1);
	});
	await expectSaved(fay);
});

test('what is pasted from anywhere becomes blocks of the page, and nothing of it runs', async ({
	arrive
}) => {
	const fay = await arrive('Fay', 'keyboard');
	await meetAt('page', 'From everywhere', fay);
	const { keyboard } = fay.page;
	await text(fay).focus();
	// Keys wait for the tools; a paste of this kind would too, and clears nothing.
	await keyboard.type('x');
	await expectLines(fay, ['x']);
	for (const { from, html, blocks, marked } of PASTED) {
		await keyboard.press('ControlOrMeta+a');
		await keyboard.press('ControlOrMeta+Alt+0');
		await keyboard.press('Backspace');
		await paste(fay, html);
		await expect.poll(() => blocksOf(fay), from).toEqual(blocks);
		for (const [element, words] of Object.entries(marked ?? {}))
			await expect(text(fay).locator(element), `${from}: ${element}`).toHaveText([...words]);
	}
	expect(await fay.page.evaluate(() => 'pwned' in window)).toBe(false);
	fay.expectTrouble(/Content Security Policy/);
});

/** Pastes this HTML as a browser does: with an event that holds it. */
function paste(person: Person, html: string): Promise<void> {
	return text(person).evaluate((editor, pasted) => {
		const clipboardData = new DataTransfer();
		clipboardData.setData('text/html', pasted);
		editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
	}, html);
}

/** The blocks as `kind!+indent: words`; `!` is a task that is done. */
function blocksOf(person: Person): Promise<string[]> {
	return text(person).evaluate((editor) =>
		[...editor.children].flatMap((block) => {
			if (!(block instanceof HTMLElement)) return [];
			const { kind, indent, checked } = block.dataset;
			if (kind === undefined) return block.tagName === 'HR' ? ['divider'] : [];
			const words = block.querySelector('.words')?.textContent ?? '';
			return [`${kind}${checked === 'true' ? '!' : ''}${indent === '0' ? '' : `+${indent}`}: ${words}`];
		})
	);
}

import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import io from '../../../src/lib/messages/en/whiteboard-io.ts';
import templates from '../../../src/lib/messages/en/whiteboard-templates.ts';
import words from '../../../src/lib/messages/en/whiteboard.ts';
import { expectSaved, meetAt } from '../pages/session.ts';
import { copied, onScreen, openList, paste, surface } from '../pages/whiteboard.ts';
import type { Person } from '../person.ts';
import { expect, test } from '../world.ts';

interface Dropped {
	readonly name: string;
	readonly type: string;
	readonly base64: string;
}

async function drawing(name: string): Promise<Dropped> {
	const bytes = await readFile(`tests/fixtures/drawings/${name}.excalidraw`);
	return { name: `${name}.excalidraw`, type: 'application/json', base64: bytes.toString('base64') };
}

async function fileOf(download: Download, type: string): Promise<Dropped> {
	const bytes = await readFile(await download.path());
	return { name: download.suggestedFilename(), type, base64: bytes.toString('base64') };
}

/** Lets files go over the middle of the board. */
async function drop(person: Person, ...files: readonly Dropped[]): Promise<void> {
	await surface(person).evaluate((element, dropped) => {
		const dataTransfer = new DataTransfer();
		for (const { name, type, base64 } of dropped) {
			const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
			dataTransfer.items.add(new File([bytes], name, { type }));
		}
		const { left, top, width, height } = element.getBoundingClientRect();
		const at = { clientX: left + width / 2, clientY: top + height / 2 };
		element.dispatchEvent(new DragEvent('drop', { dataTransfer, ...at, bubbles: true, cancelable: true }));
	}, files);
}

function expectShapes({ page, name }: Person, count: number): Promise<void> {
	return expect(page.locator('[data-shape-count]'), `what ${name} sees`).toHaveAttribute(
		'data-shape-count',
		String(count)
	);
}

async function openExport(person: Person, format: keyof typeof io.formats) {
	await surface(person).focus();
	await person.page.keyboard.press('Control+Shift+E');
	const dialog = person.page.getByRole('dialog', { name: io.exportTitle });
	await dialog.getByRole('radio', { name: io.formats[format], exact: true }).check({ force: true });
	return dialog;
}

async function exportAs(person: Person, format: keyof typeof io.formats): Promise<Download> {
	const dialog = await openExport(person, format);
	const [download] = await Promise.all([
		person.page.waitForEvent('download'),
		dialog.getByRole('button', { name: io.download }).click()
	]);
	await expect(dialog).toBeHidden();
	return download;
}

async function runCommand({ page }: Person, name: string): Promise<void> {
	await page.keyboard.press('Control+k');
	await page.keyboard.type(name);
	await page.keyboard.press('Enter');
}

async function answer(page: Page, button: string): Promise<void> {
	await page.getByRole('dialog').getByRole('button', { name: button }).click();
}

/** Asks for the system's file chooser, and chooses. */
async function choose(
	{ page }: Person,
	ask: () => Promise<void>,
	...names: readonly string[]
): Promise<void> {
	const chooser = page.waitForEvent('filechooser');
	// The browser has to be told that somebody waits, before the key.
	await page.evaluate(() => undefined);
	await ask();
	await (await chooser).setFiles(names.map((name) => `tests/fixtures/drawings/${name}.excalidraw`));
}

/** Lets nothing be read until the function that it returns is called. */
async function holdReading({ page }: Person): Promise<() => Promise<void>> {
	const ask = await page.evaluateHandle(() => {
		const { postMessage } = Worker.prototype;
		Worker.prototype.postMessage = () => undefined;
		return () => void (Worker.prototype.postMessage = postMessage);
	});
	return () => ask.evaluate((again) => again());
}

test('a drawing from Excalidraw comes in by dropping or choosing it, for all to see, and goes by one undo', async ({
	arrive
}) => {
	const [ann, ben] = [await arrive('Ann'), await arrive('Ben', 'phone')];
	await meetAt('whiteboard', 'Drawings', ann, ben);

	const goOn = await holdReading(ann);
	await surface(ann).focus();
	await choose(ann, () => ann.page.keyboard.press('Control+o'), 'organization-chart');
	const waiting = ann.page.getByRole('dialog', { name: io.stages.reading });
	await waiting.getByRole('button', { name: io.stop }).click();
	await expect(ann.page.getByText(io.stopped)).toBeVisible();
	await goOn();
	await expectShapes(ann, 0);

	await drop(ann, await drawing('organization-chart'));
	await expectShapes(ann, 33);
	await expectShapes(ben, 33);
	await expect((await openList(ben)).filter({ hasText: 'Team Name' }).first()).toBeVisible();
	await surface(ann).focus();
	await ann.page.keyboard.press('Control+z');
	await expectShapes(ben, 0);

	// By a finger, from the phone's menu.
	await ben.page.keyboard.press('Escape');
	const corner = await onScreen(ben, [[0.2, 0.3]]);
	const menu = ben.page.getByRole('menu', { name: words.menu });
	await ben.touch!.hold(corner[0]!, () => expect(menu).toBeVisible());
	await choose(ben, () => menu.getByRole('menuitem', { name: io.import }).tap(), 'hand-drawn-signs');
	await expectShapes(ann, 3);

	await drop(ann, { name: 'letter.json', type: 'application/json', base64: btoa('{"dear":"sir"}') });
	await expect(ann.page.getByText(io.refusals['not-a-drawing'])).toBeVisible();
	await drop(ann, { name: 'cut.excalidraw', type: '', base64: btoa('{"type":"excalidraw","elements":[') });
	await expect(ann.page.getByText(io.refusals.broken)).toBeVisible();
	await expectShapes(ann, 3);
	await expectSaved(ann);
});

test('what is exported opens again as it was: picture, vectors, file and Excalidraw', async ({ arrive }) => {
	const ann = await arrive('Ann');
	await meetAt('whiteboard', 'Out and in', ann);
	const { page } = ann;

	await page.getByRole('button', { name: words.fromTemplate }).click();
	const { name } = templates.templates.retrospective;
	await page
		.getByRole('dialog')
		.getByRole('button', { name: new RegExp(`^${name}`) })
		.click();
	const board = page.locator('[data-shape-count]');
	await expect(board).not.toHaveAttribute('data-shape-count', '0');
	const count = Number(await board.getAttribute('data-shape-count'));

	const png = await fileOf(await exportAs(ann, 'png'), 'image/png');
	const svg = await fileOf(await exportAs(ann, 'svg'), 'image/svg+xml');
	const json = await fileOf(await exportAs(ann, 'json'), 'application/json');
	const excalidraw = await fileOf(await exportAs(ann, 'excalidraw'), 'application/json');
	const outline = await exportAs(ann, 'markdown');
	expect(await readFile(await outline.path(), 'utf8')).toContain(`## ${name}`);
	const pdf = await readFile(await (await exportAs(ann, 'pdf')).path());
	expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
	expect(Buffer.from(svg.base64, 'base64').toString()).toContain(
		`>${templates.templates.retrospective.well}</text>`
	);

	await surface(ann).focus();
	await page.keyboard.press('Control+a');
	await page.keyboard.press('Delete');
	await expectShapes(ann, 0);
	// Several at once are asked for one after another.
	await drop(ann, svg, png);
	await answer(page, io.asPicture);
	await answer(page, io.asShapes);
	await expectShapes(ann, count + 1);
	await surface(ann).focus();
	await page.keyboard.press('Control+a');
	await runCommand(ann, io.copySvg);
	await expect(page.getByText(io.copied)).toBeVisible();
	await expect
		.poll(() => page.evaluate(() => navigator.clipboard.readText()))
		.toMatch(/^<svg [\s\S]*<\/svg>\s*$/);
	await runCommand(ann, io.copyPng);
	const typesCopied = async (): Promise<readonly string[]> =>
		page.evaluate(async () => (await navigator.clipboard.read()).flatMap(({ types }) => types));
	await expect.poll(typesCopied).toEqual(['image/png']);
	await page.keyboard.press('Delete');
	await expectShapes(ann, 0);
	for (const [at, file] of [json, excalidraw].entries()) {
		await drop(ann, file);
		await expectShapes(ann, count * (at + 1));
	}
	for (const [at, file] of [png, svg].entries()) {
		await drop(ann, file);
		await answer(page, io.asShapes);
		await expectShapes(ann, count * (at + 3));
	}
	await drop(ann, png);
	await answer(page, io.asPicture);
	await expectShapes(ann, count * 4 + 1);
	await expectSaved(ann);
});

test('text, cells and shapes are pasted as what they are, also on another board', async ({ arrive }) => {
	const [ann, ben] = [await arrive('Ann'), await arrive('Ben')];
	await meetAt('whiteboard', 'Clipboard', ann);
	await meetAt('whiteboard', 'Elsewhere', ben);
	const { page } = ann;

	await paste(ann, { 'text/plain': 'One line' });
	await expectShapes(ann, 1);
	await paste(ann, { 'text/plain': 'First\nSecond\nThird' });
	await expectShapes(ann, 4);
	await page.getByRole('button', { name: io.asOneText }).click();
	await expectShapes(ann, 2);
	await paste(ann, { 'text/plain': 'a\tb\n1\t2' });
	await expectShapes(ann, 3);
	await paste(ann, { 'text/html': '<table><tr><td>x</td><td>y</td></tr></table>', 'text/plain': 'x y' });
	await expectShapes(ann, 4);
	const rows = await openList(ann);
	await expect(rows.filter({ hasText: words.types.table })).toHaveCount(2);
	await expect(rows.filter({ hasText: 'One line' })).toContainText(words.types.text);

	await drop(ann, { name: 'list.csv', type: 'text/csv', base64: btoa('Name;Task\nAnn;Chairs\nBen;Tables') });
	await answer(page, io.asNotes);
	await expectShapes(ann, 7);

	await surface(ann).focus();
	await page.keyboard.press('Control+a');
	await paste(ben, await copied(ann));
	await expectShapes(ben, 7);
	await expect((await openList(ben)).filter({ hasText: 'Chairs' })).toContainText(words.types.note);
	await expectSaved(ann, ben);
});

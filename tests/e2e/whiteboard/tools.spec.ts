import { AxeBuilder } from '@axe-core/playwright';
import commands from '../../../src/lib/messages/en/whiteboard-commands.ts';
import io from '../../../src/lib/messages/en/whiteboard-io.ts';
import words from '../../../src/lib/messages/en/whiteboard.ts';
import { focusByTab } from '../keyboard.ts';
import type { Person } from '../person.ts';
import { expectSaved, meetAt } from '../pages/session.ts';
import {
	addNote,
	draw,
	dragWith,
	inkOn,
	onScreen,
	openList,
	runCommand,
	selectedShapes,
	surface,
	useTool,
	WAVE
} from '../pages/whiteboard.ts';
import { expect, test } from '../world.ts';

type Spot = readonly [x: number, y: number];

/** In CSS pixels from the board's top left, which is where its units begin on an empty board. */
async function spotsOf(person: Person, ...spots: readonly Spot[]): Promise<{ x: number; y: number }[]> {
	const box = (await surface(person).boundingBox())!;
	return spots.map(([x, y]) => ({ x: box.x + x, y: box.y + y }));
}

async function dragFrom(
	person: Person,
	from: Spot,
	to: Spot,
	key?: 'Shift' | 'Alt' | 'Control'
): Promise<void> {
	const [start, end] = await spotsOf(person, from, to);
	const { mouse, keyboard } = person.page;
	await mouse.move(start!.x, start!.y);
	if (key === 'Alt') await keyboard.down(key);
	await mouse.down();
	if (key !== undefined) await keyboard.down(key);
	await mouse.move(end!.x, end!.y, { steps: 6 });
	await mouse.up();
	if (key !== undefined) await keyboard.up(key);
}

async function click(person: Person, at: Spot, options: { button?: 'right'; clickCount?: number } = {}) {
	const [spot] = await spotsOf(person, at);
	await person.page.mouse.click(spot!.x, spot!.y, options);
}

async function rectangle(person: Person, from: Spot, to: Spot): Promise<void> {
	await useTool(person, 'rectangle');
	await dragFrom(person, from, to);
	await person.page.keyboard.press('Escape');
}

const places = async (person: Person) => (await selectedShapes(person)).map(({ x, y }) => [x, y]);

test('shapes are picked, moved, copied, resized, turned and brought in line with the mouse', async ({
	arrive
}) => {
	const fay = await arrive('Fay');
	const { keyboard } = fay.page;
	await meetAt('whiteboard', 'Picking', fay);
	await rectangle(fay, [100, 100], [220, 180]);
	await rectangle(fay, [300, 140], [420, 220]);
	await rectangle(fay, [560, 300], [680, 380]);
	await expect(surface(fay).locator('..')).toHaveAttribute('data-shape-count', '3');

	await dragFrom(fay, [360, 180], [362, 143]);
	await expect.poll(() => places(fay), 'its top in line with the first').toEqual([[302, 100]]);
	await dragFrom(fay, [620, 340], [566, 142]);
	await expect.poll(() => places(fay), 'as far from the second as that from the first').toEqual([[504, 100]]);
	await dragFrom(fay, [564, 140], [567, 350], 'Control');
	await expect.poll(() => places(fay), 'free').toEqual([[507, 310]]);
	await dragFrom(fay, [567, 350], [600, 353], 'Shift');
	await expect.poll(() => places(fay), 'level').toEqual([[540, 310]]);
	await dragFrom(fay, [600, 350], [600, 550], 'Alt');
	await expect(surface(fay).locator('..')).toHaveAttribute('data-shape-count', '4');
	await expect.poll(() => places(fay), 'the copy is what is selected').toEqual([[540, 510]]);
	await keyboard.press('Delete');

	await click(fay, [160, 140]);
	await dragFrom(fay, [220, 180], [260, 300], 'Control');
	await expect.poll(() => selectedShapes(fay)).toMatchObject([{ x: 100, y: 100, w: 160, h: 200 }]);
	await dragFrom(fay, [260, 300], [280, 310], 'Alt');
	await expect.poll(() => selectedShapes(fay), 'about the middle').toMatchObject([{ x: 80, w: 200 }]);
	await keyboard.press('Control+z');
	await keyboard.press('Control+z');
	await expect.poll(() => selectedShapes(fay)).toMatchObject([{ x: 100, y: 100, w: 120, h: 80 }]);
	await dragFrom(fay, [238, 82], [238, 200], 'Shift');
	const steps = async () => ((await selectedShapes(fay))[0]!.rotation * 12) / Math.PI;
	await expect.poll(steps, 'by steps of 15°').toBeCloseTo(5, 1);
	await keyboard.press('Control+z');
	await keyboard.press('Escape');

	await dragFrom(fay, [90, 90], [310, 110]);
	await expect.poll(() => selectedShapes(fay), 'what the box touches').toHaveLength(2);
	await keyboard.press('Escape');
	await useTool(fay, 'lasso');
	const loop = [80, 80, 240, 80, 240, 200, 80, 200, 80, 90];
	const [first, ...rest] = await spotsOf(
		fay,
		...loop.flatMap((x, at) => (at % 2 === 0 ? [[x, loop[at + 1]!] as const] : []))
	);
	await fay.page.mouse.move(first!.x, first!.y);
	await fay.page.mouse.down();
	for (const { x, y } of rest) await fay.page.mouse.move(x, y, { steps: 5 });
	await fay.page.mouse.up();
	await expect.poll(() => places(fay), 'what the lasso goes around').toEqual([[100, 100]]);
});

test('shapes are grouped, locked, arranged and styled alike, and each is one step back', async ({
	arrive
}) => {
	const fay = await arrive('Fay');
	const { page } = fay;
	await meetAt('whiteboard', 'Arranging', fay);
	await rectangle(fay, [100, 100], [220, 180]);
	await rectangle(fay, [300, 140], [420, 220]);
	await rectangle(fay, [560, 300], [680, 380]);

	await page.keyboard.press('Control+a');
	await runCommand(fay, commands.align.top);
	await expect.poll(async () => (await places(fay)).map(([, y]) => y)).toEqual([100, 100, 100]);
	await runCommand(fay, commands.distributeAcross);
	await expect.poll(async () => (await places(fay)).map(([x]) => x)).toEqual([100, 330, 560]);
	await page.keyboard.press('Control+z');
	await page.keyboard.press('Control+z');
	await page.keyboard.press('Control+a');
	await expect
		.poll(() => places(fay))
		.toEqual([
			[100, 100],
			[300, 140],
			[560, 300]
		]);

	await click(fay, [160, 140]);
	await page.keyboard.down('Shift');
	await click(fay, [360, 180]);
	await page.keyboard.up('Shift');
	await page.keyboard.press('Control+g');
	await click(fay, [620, 340]);
	await click(fay, [160, 140]);
	await expect.poll(() => selectedShapes(fay), 'one picks both').toHaveLength(2);
	await click(fay, [160, 140], { clickCount: 2 });
	await expect.poll(() => selectedShapes(fay), 'inside the group').toHaveLength(1);
	await runCommand(fay, commands.colour(words.colors.rose));
	await page.keyboard.press('Control+Alt+c');
	await click(fay, [620, 340]);
	await page.keyboard.press('Control+Alt+v');
	await expect.poll(() => selectedShapes(fay)).toMatchObject([{ style: { c: 'rose' } }]);

	await page.keyboard.press('Control+Shift+l');
	await page.keyboard.press('Delete');
	await dragFrom(fay, [620, 340], [620, 400]);
	await expect(surface(fay).locator('..')).toHaveAttribute('data-shape-count', '3');
	await page.keyboard.press('Control+a');
	await expect.poll(() => selectedShapes(fay), 'what is locked is left out').toHaveLength(2);
	await click(fay, [620, 340], { button: 'right' });
	const menu = page.getByRole('menu', { name: words.menu });
	await menu.getByRole('menuitem', { name: commands.unlock }).click();
	await expect(menu).toBeHidden();
	await page.keyboard.press('Delete');
	await expect(surface(fay).locator('..')).toHaveAttribute('data-shape-count', '2');
});

test('the eraser rubs out what it crosses, and others see where a laser points', async ({ arrive }) => {
	const [fay, mia] = [await arrive('Fay'), await arrive('Mia')];
	await meetAt('whiteboard', 'Pointing', fay, mia);
	await draw(fay, WAVE);
	await addNote(fay, [0.5, 0.75], 'Stays');
	await expect(await openList(mia)).toHaveCount(2);
	await mia.page.keyboard.press('Escape');

	await useTool(fay, 'eraser');
	const [from, to] = await onScreen(fay, [
		[0.42, 0.25],
		[0.42, 0.55]
	]);
	await fay.page.mouse.move(from!.x, from!.y);
	await fay.page.mouse.down();
	await fay.page.mouse.move(to!.x, to!.y, { steps: 8 });
	await fay.page.keyboard.press('Escape');
	await fay.page.mouse.up();
	await expect(surface(fay).locator('..')).toHaveAttribute('data-shape-count', '2');
	await dragWith(fay, [
		[0.42, 0.25],
		[0.42, 0.55]
	]);
	for (const person of [fay, mia])
		await expect(surface(person).locator('..')).toHaveAttribute('data-shape-count', '1');

	await useTool(fay, 'laser');
	const before = await inkOn(mia, 'live');
	const [a, b] = await onScreen(fay, [
		[0.2, 0.2],
		[0.3, 0.25]
	]);
	await fay.page.mouse.move(a!.x, a!.y);
	await fay.page.mouse.down();
	await fay.page.mouse.move(b!.x, b!.y, { steps: 10 });
	await expect.poll(() => inkOn(mia, 'live')).toBeGreaterThan(before + 60);
	await fay.page.mouse.up();
	await expect(surface(mia).locator('..')).toHaveAttribute('data-shape-count', '1');
});

test('three notes are made, connected, moved, coloured, taken back and exported without a pointer', async ({
	arrive
}) => {
	const fay = await arrive('Fay');
	const { page } = fay;
	const { keyboard } = page;
	await meetAt('whiteboard', 'By keys', fay);
	await focusByTab(surface(fay));
	await keyboard.press('n');
	const field = page.getByRole('textbox', { name: words.textOf(words.types.note) });
	await expect(field).toBeFocused();
	for (const text of ['First', 'Second', 'Third']) {
		await expect(field).toHaveValue('');
		await keyboard.type(text);
		if (text !== 'Third') await keyboard.press('Tab');
	}
	await keyboard.press('Escape');
	await expect(surface(fay)).toBeFocused();
	await expect.poll(async () => (await selectedShapes(fay)).map(({ text }) => text)).toEqual(['Third']);

	await keyboard.press('Control+a');
	const before = await places(fay);
	expect(new Set(before.map(([, y]) => y)).size, 'beside each other').toBe(1);
	await runCommand(fay, 'Connect');
	await expect(surface(fay).locator('..')).toHaveAttribute('data-shape-count', '5');
	await keyboard.press('Escape');
	await keyboard.press('j');
	await expect.poll(async () => (await selectedShapes(fay)).map(({ text }) => text)).toEqual(['First']);
	await keyboard.press('ArrowDown');
	await expect.poll(() => places(fay)).toEqual([[before[0]![0], before[0]![1]! + 4]]);
	const width = (await selectedShapes(fay))[0]!.w;
	await keyboard.press('Control+Shift+ArrowRight');
	await expect.poll(async () => (await selectedShapes(fay))[0]?.w, 'wider').toBeGreaterThan(width);
	await keyboard.press('.');
	await expect.poll(async () => (await selectedShapes(fay))[0]?.rotation, 'turned').not.toBe(0);
	await keyboard.press('Control+z');
	await keyboard.press('Control+z');
	await expect.poll(async () => (await selectedShapes(fay))[0]?.w, 'as it was').toBe(width);
	await runCommand(fay, commands.colour(words.colors.plum));
	await expect.poll(() => selectedShapes(fay)).toMatchObject([{ style: { c: 'plum' } }]);
	await keyboard.press('Control+z');
	await expect.poll(async () => (await selectedShapes(fay))[0]?.style.c).not.toBe('plum');

	await keyboard.press('Shift+F10');
	await expect(page.getByRole('menu', { name: words.menu })).toBeVisible();
	await keyboard.press('Escape');
	await expect(page.getByRole('menu', { name: words.menu })).toBeHidden();
	await runCommand(fay, io.export);
	const save = page.getByRole('dialog').getByRole('button', { name: io.download });
	await focusByTab(save);
	const download = page.waitForEvent('download');
	await keyboard.press('Enter');
	expect((await download).suggestedFilename()).toMatch(/\.png$/);
	await expectSaved(fay);
});

test('fingers pan, pinch, take back and ask for the menu, and leave no ink', async ({ arrive }) => {
	const pat = await arrive('Pat', 'phone');
	const { page, touch } = pat;
	await meetAt('whiteboard', 'By finger', pat);
	const board = surface(pat).locator('..');
	await useTool(pat, 'note');
	const [middle] = await onScreen(pat, [[0.5, 0.35]]);
	await page.touchscreen.tap(middle!.x, middle!.y);
	const field = page.getByRole('textbox', { name: words.textOf(words.types.note) });
	await field.fill('Felt');
	await expect(page.getByRole('toolbar', { name: words.toolbar }), 'out of the keyboard’s way').toBeHidden();
	await field.press('Escape');
	await expect(board).toHaveAttribute('data-shape-count', '1');

	await useTool(pat, 'pen');
	const zoom = page.getByRole('button', { name: new RegExp(`^${words.actualSize}`) });
	await expect(zoom).toContainText('100');
	const pair = (x: number, y: number, apart: number) => [
		{ x: x - apart, y },
		{ x: x + apart, y }
	];
	await touch!.dragAll([pair(200, 400, 40), pair(200, 400, 60), pair(200, 420, 80)]);
	await expect(zoom).toContainText('200');
	await expect(board, 'two fingers do not draw').toHaveAttribute('data-shape-count', '1');
	await zoom.click();
	await draw(pat, WAVE);
	await expect(board).toHaveAttribute('data-shape-count', '2');
	await touch!.dragAll([pair(200, 500, 50)]);
	await expect(board, 'taken back by two fingers').toHaveAttribute('data-shape-count', '1');
	await touch!.dragAll([[...pair(200, 500, 70), { x: 200, y: 480 }]]);
	await expect(board, 'done again by three').toHaveAttribute('data-shape-count', '2');

	await page.getByRole('button', { name: new RegExp(`^${words.fit}`) }).click();
	await useTool(pat, 'select');
	const menu = page.getByRole('menu', { name: words.menu });
	const [corner] = await onScreen(pat, [[0.15, 0.7]]);
	await touch!.hold(corner!, () => expect(menu).toBeVisible());
	await menu.getByRole('menuitem', { name: words.help }).tap();
	await expect(page.getByText(commands.fingerGestures.undo[0]!)).toBeVisible();
	await page.getByRole('button', { name: words.closePanel, exact: true }).tap();

	for (const button of await page.getByRole('toolbar', { name: words.toolbar }).getByRole('button').all()) {
		const box = (await button.boundingBox())!;
		expect(Math.min(box.width, box.height), 'large enough for a finger').toBeGreaterThanOrEqual(44);
	}
});

test('a pen draws while fingers move the paper', async ({ arrive }) => {
	const pat = await arrive('Pat', 'phone');
	await meetAt('whiteboard', 'By pen', pat);
	const board = surface(pat).locator('..');
	await useTool(pat, 'pen');
	const stroke = (type: 'pen' | 'touch', id: number, y: number, time: number) =>
		surface(pat).evaluate(
			(element, [pointerType, pointerId, top, at]) => {
				// A made-up pointer cannot be captured.
				element.setPointerCapture = () => undefined;
				const send = (name: string, x: number) => {
					const event = new PointerEvent(name, {
						pointerType,
						pointerId,
						clientX: x,
						clientY: top,
						button: name === 'pointermove' ? -1 : 0,
						buttons: name === 'pointerup' ? 0 : 1,
						pressure: 0.5,
						bubbles: true,
						cancelable: true
					});
					Object.defineProperty(event, 'timeStamp', { value: at });
					element.dispatchEvent(event);
				};
				send('pointerdown', 80);
				for (const x of [100, 140, 180]) send('pointermove', x);
				send('pointerup', 180);
			},
			[type, id, y, time] as const
		);
	await stroke('pen', 11, 300, 1_000);
	await expect(board).toHaveAttribute('data-shape-count', '1');
	await stroke('touch', 12, 400, 1_200);
	await stroke('touch', 13, 500, 9_000);
	await stroke('pen', 11, 350, 12_000);
	await expect(board, 'neither the palm nor the finger drew').toHaveAttribute('data-shape-count', '2');
});

test('axe finds nothing serious with any of the tools’ panels open', async ({ arrive }) => {
	const fay = await arrive('Fay');
	const { page } = fay;
	await meetAt('whiteboard', 'Panels', fay);
	await addNote(fay, [0.5, 0.4], 'Seen');
	const look = async (what: string) => {
		const { violations } = await new AxeBuilder({ page })
			.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
			.analyze();
		const serious = violations
			.filter(({ impact }) => impact === 'serious' || impact === 'critical')
			.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
		expect.soft(serious, `what axe says of: ${what}`).toEqual([]);
	};
	await page.keyboard.press('Control+a');
	await expect(page.getByRole('toolbar', { name: words.selectionBar })).toBeVisible();
	await look('a selection');
	await page.keyboard.press('Control+k');
	await expect(page.getByRole('option').first()).toBeVisible();
	await look('the palette');
	await page.keyboard.press('Escape');
	await page.keyboard.press('?');
	await expect(page.getByRole('heading', { name: words.help })).toBeVisible();
	await look('the help');
	await page.keyboard.press('Escape');
	await page.keyboard.press('Shift+F10');
	await expect(page.getByRole('menu', { name: words.menu })).toBeVisible();
	await look('the menu');
	await page.keyboard.press('Escape');
	await page.getByRole('button', { name: words.moreTools }).click();
	await expect(page.getByRole('dialog', { name: words.moreTools }).getByRole('button').first()).toBeVisible();
	await look('the shelves');
});

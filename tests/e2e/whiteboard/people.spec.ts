import type { Locator } from '@playwright/test';
import comments from '../../../src/lib/messages/en/whiteboard-comments.ts';
import finding from '../../../src/lib/messages/en/whiteboard-finding.ts';
import people from '../../../src/lib/messages/en/whiteboard-people.ts';
import words from '../../../src/lib/messages/en/whiteboard.ts';
import type { SessionId } from '../../../src/lib/model/ids.ts';
import { SessionSocket } from '../../support/session-socket.ts';
import type { Person } from '../person.ts';
import { joinByLink, linkForOnlookers, meetAt, openBoard } from '../pages/session.ts';
import { addNote, inkOn, onScreen, pointAt, surface, useTool } from '../pages/whiteboard.ts';
import { expect, test } from '../world.ts';

const pins = ({ page }: Person): Locator =>
	page.getByRole('group', { name: comments.pins }).getByRole('button');
const thread = ({ page }: Person): Locator => page.getByRole('dialog', { name: comments.thread });

/** What else there is on a board, beside what one draws, has come. */
async function isComplete(...everybody: readonly Person[]): Promise<void> {
	for (const { page } of everybody) await expect(page.getByRole('group', { name: people.bar })).toBeVisible();
}

/** Pins a comment to a place by the keyboard's tool. */
async function comment(person: Person, at: readonly [number, number], text: string): Promise<void> {
	await surface(person).focus();
	await person.page.keyboard.press('c');
	const [point] = await onScreen(person, [at]);
	await person.page.mouse.click(point!.x, point!.y);
	await person.page.getByRole('textbox', { name: comments.write }).fill(text);
	await person.page.keyboard.press('Enter');
	await expect(thread(person).getByText(text)).toBeVisible();
}

async function placeOf(pin: Locator): Promise<{ x: number; y: number }> {
	const box = (await pin.boundingBox())!;
	return { x: Math.round(box.x), y: Math.round(box.y) };
}

test('people comment on a shape, answer, resolve and find it, and onlookers read', async ({
	arrive,
	origin
}) => {
	const [fay, mia, vic] = [await arrive('Fay'), await arrive('Mia'), await arrive('Vic')];
	const meeting = await meetAt('whiteboard', 'A question of detail', fay, mia);
	await isComplete(fay, mia);
	await addNote(fay, [0.4, 0.4], 'Closed on Mondays');
	await comment(fay, [0.41, 0.41], 'Since when?');
	await fay.page.keyboard.press('Escape');
	await expect(thread(fay)).toBeHidden();
	const pin = pins(mia);

	await test.step('a pin is a button, and says what is new', async () => {
		await expect(pin).toHaveAccessibleName('Comment by Fay: Since when?, unread');
		await pin.focus();
		await mia.page.keyboard.press('Enter');
		await expect(mia.page.getByRole('textbox', { name: comments.reply })).toBeFocused();
		await mia.page.keyboard.type('Since May.');
		await mia.page.keyboard.press('Enter');
		await mia.page.keyboard.press('Escape');
		await expect(pins(fay)).toHaveAccessibleName('Comment by You: Since when?, 1 reply, unread');
		await expect(pin).toHaveAccessibleName('Comment by Fay: Since when?, 1 reply');
	});

	await test.step('it goes with its shape, and stays when that is deleted', async () => {
		// While Fay still holds the note, Mia's pin is on its way.
		// Each has a camera of their own: what counts is how far it goes.
		const before = await placeOf(pin);
		const apart = async (): Promise<number> => (await placeOf(pins(fay))).x - (await placeOf(pin)).x;
		const apartBefore = await apart();
		const [from, to] = await onScreen(fay, [
			[0.37, 0.45],
			[0.57, 0.45]
		]);
		await fay.page.mouse.move(from!.x, from!.y);
		await fay.page.mouse.down();
		await fay.page.mouse.move(to!.x, to!.y, { steps: 5 });
		await expect.poll(async () => (await placeOf(pin)).x - before.x).toBeGreaterThan(100);
		await fay.page.mouse.up();
		await expect.poll(async () => Math.abs((await apart()) - apartBefore)).toBeLessThan(2);
		const there = await placeOf(pin);
		await fay.page.keyboard.press('Delete');
		await expect(surface(mia).locator('..')).toHaveAttribute('data-shape-count', '0');
		const stays = await placeOf(pin);
		expect(Math.hypot(stays.x - there.x, stays.y - there.y)).toBeLessThan(2);
	});

	await test.step('undo takes back one’s own: the deletion, the move, the question', async () => {
		for (let step = 0; step < 3; step++) await fay.page.keyboard.press('Control+z');
		await expect(pin).toHaveAccessibleName('Comment by You: Since May.');
		await fay.page.keyboard.press('Control+Shift+z');
		await expect(pin).toHaveAccessibleName('Comment by Fay: Since when?, 1 reply');
	});

	await test.step('what is resolved is in the list, and found by its words', async () => {
		await pins(fay).click();
		await thread(fay).getByRole('button', { name: comments.resolve }).click();
		await expect(pin).toBeHidden();
		await surface(mia).focus();
		await mia.page.keyboard.press('Shift+C');
		const panel = mia.page.getByRole('region', { name: comments.title });
		await expect(panel.getByText(comments.noneOpen)).toBeVisible();
		await panel.getByRole('radio', { name: `${comments.resolved} · 1` }).check({ force: true });
		await expect(panel.getByRole('listitem')).toHaveCount(1);
		await mia.page.keyboard.press('Escape');
		await expect(panel).toBeHidden();
		await surface(mia).focus();
		await mia.page.keyboard.press('Control+f');
		await mia.page.getByRole('textbox', { name: finding.searchField }).fill('since may');
		await expect(pin, 'though it is resolved').toBeVisible();
		await mia.page.getByRole('button', { name: finding.openComment }).click();
		await expect(thread(mia).getByText('Resolved by Fay')).toBeVisible();
		await thread(mia).getByRole('button', { name: comments.reopen }).click();
	});

	await test.step('whoever only looks on may read, and point', async () => {
		await fay.page.goto(meeting.url);
		await joinByLink(vic, await linkForOnlookers(fay), 'A question of detail');
		await openBoard(vic, meeting, 'whiteboard');
		await pins(vic).click();
		await expect(thread(vic).getByText('Since when?')).toBeVisible();
		await expect(thread(vic).getByRole('textbox')).toHaveCount(0);
		const laser = vic.page.getByRole('button', { name: words.tools.laser });
		await laser.click();
		await expect(laser).toHaveAttribute('aria-pressed', 'true');
	});

	await test.step('where names are stripped, nobody is named', async () => {
		const cookie = (await fay.context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
		const tab = await SessionSocket.open(origin, cookie, meeting.url.split('/').at(-1) as SessionId);
		expect(await tab.give({ type: 'set-label', label: 'red', namesStripped: true })).toMatchObject({
			ok: true
		});
		tab.socket.close();
		await expect(pins(vic)).toHaveAccessibleName('Comment by Somebody: Since when?, 1 reply');
		await expect(thread(vic)).not.toContainText(/Fay|Mia/);
	});
});

test('a finger comments on a phone, in a sheet', async ({ arrive }) => {
	const pat = await arrive('Pat', 'phone');
	await meetAt('whiteboard', 'On the go', pat);
	await isComplete(pat);
	await surface(pat).focus();
	await pat.page.keyboard.press('c');
	const [point] = await onScreen(pat, [[0.3, 0.25]]);
	await pat.page.touchscreen.tap(point!.x, point!.y);
	await pat.page.getByRole('textbox', { name: comments.write }).fill('Too small to read');
	await pat.page.getByRole('button', { name: comments.send }).tap();
	const sheet = thread(pat);
	await expect(sheet.getByText('Too small to read')).toBeVisible();
	const [box, window] = [(await sheet.boundingBox())!, pat.page.viewportSize()!];
	expect(box.width).toBe(window.width);
	await sheet.getByRole('button', { name: comments.more('Pat') }).tap();
	await pat.page.getByRole('menuitem', { name: comments.delete }).tap();
	await expect(pins(pat)).toHaveCount(0);
	await expect(sheet).toBeHidden();
});

test('people follow one another, are brought together, react and talk', async ({ arrive }) => {
	const [fay, mia] = [await arrive('Fay'), await arrive('Mia')];
	await meetAt('whiteboard', 'All together now', fay, mia);
	await isComplete(fay, mia);
	// Their pins tell where the cameras are.
	await comment(fay, [0.7, 0.25], 'Here');
	await fay.page.keyboard.press('Escape');
	const apart = async (): Promise<number> => {
		const [a, b] = [await placeOf(pins(fay)), await placeOf(pins(mia))];
		return Math.hypot(a.x - b.x, a.y - b.y);
	};
	await expect(pins(mia)).toBeVisible();

	await test.step('what one draws shows while it is drawn', async () => {
		await useTool(fay, 'rectangle');
		const [from, to] = await onScreen(fay, [
			[0.2, 0.2],
			[0.4, 0.4]
		]);
		await fay.page.mouse.move(from!.x, from!.y);
		await fay.page.mouse.down();
		await fay.page.mouse.move(to!.x, to!.y, { steps: 4 });
		await expect.poll(() => inkOn(mia, 'live')).toBeGreaterThan(1_500);
		await expect(surface(mia).locator('..')).toHaveAttribute('data-shape-count', '0');
		await fay.page.mouse.up();
		await fay.page.keyboard.press('Escape');
	});

	await test.step('following, until one moves oneself', async () => {
		await mia.page.getByRole('button', { name: people.follow('Fay') }).click();
		await expect(mia.page.getByText(people.following('Fay')).first()).toBeVisible();
		await pointAt(fay, [0.5, 0.5]);
		await fay.page.mouse.wheel(120, 60);
		await expect.poll(apart).toBeLessThan(3);
		await pointAt(mia, [0.5, 0.5]);
		await mia.page.mouse.wheel(-2_500, 0);
		await expect(mia.page.getByRole('button', { name: people.stop })).toBeHidden();
		await expect.poll(apart).toBeGreaterThan(100);
	});

	await test.step('a sign at the edge leads to those who are elsewhere', async () => {
		await pointAt(fay, [0.5, 0.5]);
		const sign = mia.page.getByRole('button', { name: people.goTo('Fay') });
		await sign.click();
		await expect(sign).toBeHidden();
		await mia.page.mouse.wheel(-2_500, 0);
	});

	await test.step('a facilitator brings everybody; one may decline', async () => {
		await surface(fay).focus();
		await fay.page.keyboard.press('Shift+F');
		const bring = fay.page.getByRole('button', { name: people.bring });
		await bring.click();
		await mia.page.getByRole('button', { name: people.stay }).click();
		await expect(mia.page.getByText(people.broughtBy('Fay'))).toBeHidden();
		expect(await apart()).toBeGreaterThan(100);
		await bring.click();
		await mia.page.getByRole('button', { name: people.go, exact: true }).click();
		await expect.poll(apart).toBeLessThan(3);
		await surface(mia).focus();
		await mia.page.keyboard.press('Shift+F');
		await expect(mia.page.getByRole('region', { name: people.title })).toBeVisible();
		await expect(mia.page.getByRole('button', { name: people.bring })).toHaveCount(0);
		await mia.page.keyboard.press('Escape');
		await expect(mia.page.getByRole('region', { name: people.title })).toBeHidden();
	});

	await test.step('words and reactions, for eyes and ears', async () => {
		await surface(mia).focus();
		await pointAt(mia, [0.3, 0.6]);
		await mia.page.keyboard.press('/');
		await expect(mia.page.getByRole('textbox', { name: people.saying })).toBeFocused();
		await mia.page.keyboard.type('Over here!');
		await expect(fay.page.getByText('Over here!', { exact: true })).toBeVisible();
		await expect(fay.page.getByText(people.says('Mia', 'Over here!'))).toBeAttached();
		await mia.page.keyboard.press('Escape');
		await expect(fay.page.getByText('Over here!', { exact: true })).toBeHidden();
		await mia.page.getByRole('button', { name: people.react }).click();
		await mia.page.getByRole('button', { name: people.reactions.heart }).click();
		await expect(fay.page.getByText(people.reacted('Mia', people.reactions.heart))).toBeAttached();
	});
});

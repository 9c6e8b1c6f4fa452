import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import session from '../../src/lib/messages/en/session.ts';
import { CLOSE } from '../../src/lib/protocol/close-codes.ts';
import { expectLines, text, writeLine } from './pages/page-editor.ts';
import {
	expectSaved,
	joinByLink,
	linkForOnlookers,
	meetAt,
	openBoard,
	savedLight,
	startSession
} from './pages/session.ts';
import { addNote, draw, inkOn, openList, pointAt, WAVE } from './pages/whiteboard.ts';
import { WITH_WORKER, type Person } from './person.ts';
import { SyncLine } from './pages/sync-line.ts';
import { expect, test } from './world.ts';

const TITLE = 'The line breaks';

test('the server is killed while two people write on a page, and nothing of it is lost', async ({
	arrive,
	ownServer
}) => {
	const fay = await arrive('Fay', 'desktop', { at: ownServer.origin });
	const mia = await arrive('Mia', 'desktop', { at: ownServer.origin });
	await meetAt('page', TITLE, fay, mia);
	await writeLine(fay, 'Fay: ');
	await writeLine(mia, 'Mia: ');
	for (const person of [fay, mia])
		await expectLines(
			person,
			['Fay:', 'Mia:'].map((line) => `${line} `)
		);

	const words = ['while', 'they', 'write', 'the', 'server', 'is', 'killed', 'and', 'comes', 'back'].join(' ');
	await text(fay).locator(':scope > *').first().click();
	await fay.page.keyboard.press('End');
	const typing = Promise.all([fay, mia].map((person) => person.page.keyboard.type(words, { delay: 60 })));
	await expect.poll(() => text(mia).innerText()).toContain('Fay: while');
	await ownServer.kill();
	for (const { page } of [fay, mia]) await expect(savedLight(page)).toHaveAttribute('data-saved', 'offline');
	await ownServer.restart();
	await typing;
	await expectSaved(fay, mia);
	for (const person of [fay, mia]) await expectLines(person, [`Fay: ${words}`, `Mia: ${words}`]);
});

test('the server is killed while two people are at a whiteboard, and they see each other again', async ({
	arrive,
	ownServer
}) => {
	const fay = await arrive('Fay', 'desktop', { at: ownServer.origin });
	const mia = await arrive('Mia', 'desktop', { at: ownServer.origin });
	await meetAt('whiteboard', TITLE, fay, mia);
	await addNote(fay, [0.3, 0.3], 'before');
	await expectSaved(fay);
	// What is selected is drawn on the same layer, with more about it or less by where the mouse is.
	await fay.page.keyboard.press('Escape');
	await expect.poll(() => inkOn(fay, 'live'), 'nothing is selected').toBe(0);
	await pointAt(mia, [0.5, 0.5]);
	await expect.poll(() => inkOn(fay, 'live'), 'Mia’s pointer').toBeGreaterThan(50);

	await ownServer.kill();
	await expect.poll(() => inkOn(fay, 'live'), 'nobody else is here').toBe(0);
	await addNote(fay, [0.3, 0.6], 'by Fay, meanwhile');
	await fay.page.keyboard.press('Escape');
	await draw(mia, WAVE);
	await expect(savedLight(mia.page)).toHaveAccessibleName(/\d+ changes? kept/);
	await ownServer.restart();

	await expectSaved(fay, mia);
	for (const person of [fay, mia]) {
		const rows = await openList(person);
		await expect(rows, `what ${person.name} sees`).toHaveCount(3);
		await expect(rows.filter({ hasText: 'by Fay, meanwhile' })).toHaveCount(1);
	}
	await pointAt(mia, [0.45, 0.55]);
	await expect.poll(() => inkOn(fay, 'live'), 'Mia’s pointer, again').toBeGreaterThan(50);
});

test('more than a frame may hold was made offline, and arrives', async ({ arrive }) => {
	const fay = await arrive('Fay');
	const meeting = await startSession(fay, TITLE);
	await openBoard(fay, meeting, 'page');
	await writeLine(fay, 'There before');
	await expectSaved(fay);
	const name = new URL(fay.page.url()).pathname.split('/').at(-1)!;

	// As a long time offline leaves it on the device: many structs of an earlier visit, and one very long one.
	const made = new Y.Doc();
	for (let count = 0; count < 20_000; count += 1)
		made.getText('much').insert(0, `${count} and much more. `.repeat(6));
	made.getText('long').insert(0, 'A long text. '.repeat(500_000));
	const update = Y.encodeStateAsUpdate(made);
	expect(update.length).toBeGreaterThan(6 * 1024 * 1024);
	await fay.page.goto(meeting.url);
	await keepOnDevice(fay, name, update, 3);

	await openBoard(fay, meeting, 'page');
	await expectSaved(fay);
	await expectLines(fay, ['There before']);
	const there = await fetchDocument(fay, meeting.url, name);
	expect(there.getText('much').length).toBe(made.getText('much').length);
	expect(there.getText('long').toString() === made.getText('long').toString()).toBe(true);
});

test('an onlooker is told that the line is down, and sees what was written meanwhile', async ({
	arrive,
	ownServer
}) => {
	const fay = await arrive('Fay', 'desktop', { at: ownServer.origin });
	const eve = await arrive('Eve', 'narrow', { at: ownServer.origin });
	const meeting = await startSession(fay, TITLE);
	await joinByLink(eve, await linkForOnlookers(fay), TITLE);
	for (const person of [fay, eve]) await openBoard(person, meeting, 'page');
	await writeLine(fay, 'Look');
	await expectLines(eve, ['Look']);

	await ownServer.kill();
	await expect(savedLight(eve.page)).toHaveAccessibleName(session.saved.offline);
	await savedLight(eve.page).click();
	await expect(eve.page.getByText(session.saved.offlineViewerLong).first()).toBeVisible();
	await writeLine(fay, 'here');
	await ownServer.restart();
	await expectLines(eve, ['Look', 'here']);
	await expect(savedLight(eve.page)).toHaveAccessibleName(session.saved.live);
});

test('changes under somebody else’s name are kept, and can be sent under one’s own', async ({ arrive }) => {
	const fay = await arrive('Fay');
	const mia = await arrive('Mia', 'desktop', WITH_WORKER);
	const meeting = await meetAt('page', TITLE, fay, mia);
	await writeLine(mia, 'Mia’s first.');
	await expectLines(fay, ['Mia’s first.']);
	await expectSaved(mia);
	await mia.keepsTheApp();
	await writeLine(mia, 'Her second.');
	await expectSaved(mia);
	await mia.context.setOffline(true);
	await expect(savedLight(mia.page)).toHaveAttribute('data-saved', 'offline');
	await mia.page.keyboard.type(' Offline.');
	await expect(savedLight(mia.page)).toHaveAccessibleName(/\d+ changes? kept/);

	// Whoever joins next on this device is somebody else to the server.
	await mia.context.clearCookies();
	await mia.page.goto('about:blank');
	await mia.context.setOffline(false);
	await joinByLink(mia, meeting.link, TITLE);
	await openBoard(mia, meeting, 'page');
	await expect(savedLight(mia.page)).toHaveAccessibleName(session.saved.refused['foreign-client'].short);
	await expectLines(mia, ['Mia’s first.', 'Her second. Offline.']);
	await savedLight(mia.page).click();
	await mia.page.getByRole('button', { name: session.saved.makeOwn }).click();

	await expectSaved(mia);
	for (const person of [fay, mia]) await expectLines(person, ['Mia’s first.', 'Her second. Offline.']);
	await writeLine(mia, 'And on.');
	await expectLines(fay, ['Mia’s first.', 'Her second. Offline.', 'And on.']);
});

test('the light has its words in a narrow window, whatever happens', async ({ arrive }) => {
	const pat = await arrive('Pat', 'narrow');
	const line = await SyncLine.between(pat);
	const meeting = await startSession(pat, TITLE);
	await openBoard(pat, meeting, 'page');
	await writeLine(pat, 'Something');
	await expectWords(pat, 'saved', session.saved.savedLong);

	await line.be({ at: 'silent' });
	await pat.page.keyboard.type(' more');
	await expectWords(pat, 'saving', session.saved.savingLong);
	await line.be({ at: 'closed', code: CLOSE.notSaved });
	await expectWords(pat, 'not-saved', session.saved.notSavedLong(1));
	await line.be({ at: 'received-only' });
	await expectWords(pat, 'received', session.saved.receivedLong);
	await line.be({ at: 'closed', code: CLOSE.goingAway });
	await expectWords(pat, 'offline', session.saved.offlineLong);
	await pat.page.keyboard.type(' and');
	await expectWords(pat, 'offline', session.saved.offlineKeptLong(1));
	await line.be({ at: 'as-is' });
	await expectWords(pat, 'saved', session.saved.savedLong);
	await line.be({ at: 'closed', code: CLOSE.tooMany });
	await expectWords(pat, 'asked-to-wait', session.saved.askedToWaitLong);

	for (const [code, reason] of [
		[CLOSE.foreignClient, 'foreign-client'],
		[CLOSE.unreadable, 'unreadable'],
		[CLOSE.tooLarge, 'too-large'],
		[CLOSE.malformed, 'malformed']
	] as const) {
		await line.be({ at: 'closed', code });
		await pat.page.reload();
		await expectWords(pat, 'refused', session.saved.refused[reason].long);
	}
});

/** The light is in this state, its words can be read in full, and nothing reaches beyond the window. */
async function expectWords({ page }: Person, state: string, words: string): Promise<void> {
	await expect(savedLight(page)).toHaveAttribute('data-saved', state);
	await savedLight(page).click();
	const popover = page.getByRole('dialog').getByText(words);
	await expect(popover).toBeVisible();
	const width = page.viewportSize()!.width;
	for (const part of [savedLight(page), popover]) {
		const box = (await part.boundingBox())!;
		expect(box.x, words).toBeGreaterThanOrEqual(0);
		expect(box.x + box.width, words).toBeLessThanOrEqual(width);
	}
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
	await page.keyboard.press('Escape');
	await expect(popover).toBeHidden();
	await page.getByRole('textbox', { name: /^Page “/ }).focus();
}

/** Puts this into the offline copy of a document, as changes that the server does not have. */
async function keepOnDevice(
	{ page }: Person,
	document: string,
	update: Uint8Array,
	unsaved: number
): Promise<void> {
	await page.evaluate(
		({ document, base64, unsaved }) =>
			new Promise<void>((resolve, reject) => {
				const request = indexedDB.open('commonplace');
				request.onerror = () => reject(new Error('no offline copy'));
				request.onsuccess = () => {
					const transaction = request.result.transaction(['updates', 'documents'], 'readwrite');
					const update = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
					transaction.objectStore('updates').add({ document, update });
					transaction.objectStore('documents').put({ unsaved }, document);
					transaction.oncomplete = () => {
						request.result.close();
						resolve();
					};
				};
			}),
		{ document, base64: Buffer.from(update).toString('base64'), unsaved }
	);
}

/** The document as the server has it, for somebody with this person's cookie. */
async function fetchDocument({ context }: Person, url: string, name: string): Promise<Y.Doc> {
	const { origin } = new URL(url);
	const cookie = (await context.cookies()).map((found) => `${found.name}=${found.value}`).join('; ');
	class Socket extends WebSocket {
		constructor(address: string | URL) {
			super(address, { headers: { cookie, origin } });
		}
	}
	const doc = new Y.Doc();
	const provider = new WebsocketProvider(`${origin.replace('http', 'ws')}/sync`, name, doc, {
		WebSocketPolyfill: Socket as unknown as typeof globalThis.WebSocket,
		disableBc: true
	});
	await expect.poll(() => provider.synced).toBe(true);
	provider.destroy();
	provider.awareness.destroy();
	return doc;
}

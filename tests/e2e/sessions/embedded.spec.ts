import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Frame, Page } from '@playwright/test';
import call from '../../../src/lib/messages/en/call.ts';
import community from '../../../src/lib/messages/en/community.ts';
import facilitating from '../../../src/lib/messages/en/facilitating.ts';
import outside from '../../../src/lib/messages/en/outside.ts';
import whiteboard from '../../../src/lib/messages/en/whiteboard.ts';
import { chromiumOptions } from '../../support/chromium.ts';
import { spawnServer, type TestServer } from '../../support/server.ts';
import type { Person } from '../person.ts';
import { openBoard, startSession } from '../pages/session.ts';
import { surface } from '../pages/whiteboard.ts';
import { test as base, expect } from '../world.ts';

/** A page of another site that shows what it is asked for in a frame, as a call's or a course's page would. */
class HostSite {
	readonly #server: Server;

	private constructor(server: Server) {
		this.#server = server;
	}

	static async open(): Promise<HostSite> {
		const server = createServer((request, response) => {
			const shown = new URL(request.url ?? '', 'http://localhost').searchParams.get('show');
			response.setHeader('content-type', 'text/html');
			response.end(`<!doctype html><title>The call</title><body style="margin:0">
				<iframe src="${shown}" title="Board" style="border:0;width:400px;height:700px"></iframe>`);
		});
		server.listen(0, 'localhost');
		await once(server, 'listening');
		return new HostSite(server);
	}

	/** Not the site of `127.0.0.1`: a browser counts a frame with that one in it as a third party. */
	get origin(): string {
		return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
	}

	around(address: string): string {
		return `${this.origin}/?show=${encodeURIComponent(address)}`;
	}

	close(): void {
		this.#server.closeAllConnections();
		this.#server.close();
	}
}

const test = base.extend<{ host: HostSite; embeddable: TestServer }>({
	// eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from the pattern.
	host: async ({}, use) => {
		const host = await HostSite.open();
		await use(host);
		host.close();
	},
	/** A server whose operator lets the host show it. */
	embeddable: async ({ host }, use) => {
		const server = await spawnServer({ FRAME_ANCESTORS: `'self' ${host.origin}` });
		await use(server);
		await server.stop();
	}
});

// A private window of Chromium gives a frame of another site neither cookies nor a store; the headless shell has no windows.
test.use({ launchOptions: chromiumOptions(process.env) });

const TITLE = 'Beside the call';

async function frameIn(page: Page): Promise<Frame> {
	const frame = await (await page.locator('iframe').elementHandle()).contentFrame();
	if (!frame) throw new Error('There is no frame.');
	return frame;
}

async function expectNotes(fay: Person, count: number): Promise<void> {
	await expect(surface(fay).locator('..')).toHaveAttribute('data-shape-count', String(count));
}

async function writeNote(
	page: Page,
	frame: Frame,
	text: string,
	at: { x: number; y: number },
	light = 'saved'
): Promise<void> {
	const bar = frame.getByRole('toolbar', { name: whiteboard.toolbar });
	await bar.getByRole('button', { name: new RegExp(`^${whiteboard.tools.note}\\b`) }).click();
	await frame.getByRole('application', { name: /^Whiteboard: / }).click({ position: at });
	const field = frame.getByRole('textbox', { name: whiteboard.textOf(whiteboard.types.note) });
	await field.fill(text);
	await page.keyboard.press('Escape');
	await expect(frame.locator('[data-saved]')).toHaveAttribute('data-saved', light);
}

test('in a frame of another site, where no cookie gets through, somebody joins, writes, and comes again after a reload', async ({
	arrive,
	embeddable,
	host
}) => {
	const fay = await arrive('Fay', 'desktop', { at: embeddable.origin });
	const mia = await arrive('Mia', 'desktop', { at: embeddable.origin });
	const meeting = await startSession(fay, TITLE);
	await openBoard(fay, meeting, 'whiteboard');

	await mia.page.goto(host.around(meeting.link));
	const frame = await frameIn(mia.page);
	await frame.getByLabel(community.yourName).fill('Mia');
	await frame.getByRole('button', { name: community.join, exact: true }).click();
	await frame.getByRole('main').getByRole('link', { name: 'Whiteboard' }).click();
	await writeNote(mia.page, frame, 'From the frame', { x: 120, y: 200 });
	await expectNotes(fay, 1);
	await mia.context.setOffline(true);
	await expect(frame.locator('[data-saved]')).toHaveAttribute('data-saved', 'offline');
	await writeNote(mia.page, frame, 'Without a line', { x: 200, y: 420 }, 'offline');
	await expect(frame.locator('[data-saved]'), 'nothing is kept on this device').toHaveAccessibleName(
		/in this tab only/
	);
	await mia.context.setOffline(false);
	await expectNotes(fay, 2);

	expect(await mia.context.cookies(), 'she has no cookie to be known by').toEqual([]);
	const kept = await frame.evaluate(
		() => (history.state as Record<string, { pass: string }>)['commonplace:way-back']!
	);
	expect(kept.pass, 'what leads back is kept').toMatch(/^\S{60,}$/u);
	const me = await fetch(`${embeddable.origin}/api/me`, {
		headers: { authorization: `Bearer ${kept.pass}` }
	});
	expect(await me.json(), 'and is nobody by itself').toMatchObject({ id: null });
	expect(await frame.evaluate(() => location.href)).not.toContain(kept.pass);

	await frame.evaluate(() => location.reload());
	await writeNote(mia.page, frame, 'The same Mia', { x: 330, y: 300 });
	await expectNotes(fay, 3);
	await fay.page.getByRole('button', { name: /people here/u }).click();
	await expect(fay.page.getByRole('dialog').getByRole('listitem').filter({ hasText: 'Mia' })).toHaveCount(1);
	await fay.page.keyboard.press('Escape');
	await frame.evaluate((key) => {
		const state = history.state as Record<string, object>;
		history.replaceState({ ...state, [key]: { ...state[key], pass: 'too old' } }, '');
	}, 'commonplace:way-back');

	await frame.evaluate(() => location.reload());
	await expect(frame.getByRole('heading', { name: outside.again.title('Mia') })).toBeVisible();
	await frame.getByRole('button', { name: outside.again.joinAs('Mia') }).click();
	await writeNote(mia.page, frame, 'Again', { x: 60, y: 480 });
	await expectNotes(fay, 4);
	// What is too old leads nobody back.
	mia.expectTrouble(/404 \(Not Found\) \(.*\/api\/join\)/);
	mia.expectTrouble(new RegExp(`asked ${host.origin}`));
});

test('no other site may show it in a frame unless the operator says so', async ({ arrive, host, origin }) => {
	const mia = await arrive('Mia');
	await mia.page.goto(host.around(`${origin}/join`));
	const frame = await frameIn(mia.page);
	await expect.poll(() => frame.url()).toMatch(/^chrome-error:/);
	await expect(frame.getByRole('heading', { name: community.joinTitle })).toHaveCount(0);
	mia.expectTrouble(new RegExp(`asked ${host.origin}`));
	mia.expectTrouble(/frame-ancestors/);
});

/** As a Jitsi would be: another origin, over https. Nothing of it leaves the browser. */
const JITSI = '127.0.0.9:8443';
const ROOM = `https://${JITSI}/OurCases`;

test('a call of a host that the operator named goes on beside the board while boards change, until one press', async ({
	arrive
}) => {
	const server = await spawnServer({ JITSI_HOSTS: JITSI });
	const fay = await arrive('Fay', 'desktop', { at: server.origin, viewport: { width: 1440, height: 900 } });
	const { page } = fay;
	let loads = 0;
	await fay.context.route(`https://${JITSI}/**`, async (route) => {
		loads++;
		await route.fulfill({ contentType: 'text/html', body: '<title>Call</title><h1>In the room</h1>' });
	});
	const meeting = await startSession(fay, TITLE);
	await openBoard(fay, meeting, 'whiteboard');
	await page.getByRole('button', { name: facilitating.tools }).click();
	const tools = page.getByRole('dialog', { name: facilitating.tools });
	await tools.getByRole('radio', { name: facilitating.sections.rights }).check();
	await tools.getByLabel(facilitating.meeting.address).fill(ROOM);
	await tools.getByRole('button', { name: facilitating.meeting.set, exact: true }).click();
	await page.keyboard.press('Escape');
	expect(loads, 'nobody is connected to another site unasked').toBe(0);

	await page.getByRole('button', { name: call.open }).click();
	const inCall = page.frameLocator('iframe').getByRole('heading', { name: 'In the room' });
	await expect(inCall).toBeVisible();
	const frame = page.frames().find((found) => found.url() === ROOM)!;
	const mayAsk = () =>
		(document as unknown as { featurePolicy: { allowsFeature(name: string): boolean } }).featurePolicy;
	expect(await frame.evaluate(`(${String(mayAsk)})().allowsFeature('camera')`)).toBe(true);
	const panel = (await page.getByRole('region', { name: call.panel }).boundingBox())!;
	const board = (await surface(fay).boundingBox())!;
	expect(board.x + board.width, 'the board ends where the call begins').toBeLessThanOrEqual(panel.x + 1);

	await page.getByRole('separator', { name: call.width }).focus();
	await page.keyboard.press('ArrowLeft');
	await expect(page.getByRole('region', { name: call.panel })).toHaveCSS('width', `${panel.width + 40}px`);
	await page
		.getByRole('link', { name: /\bNotes$/ })
		.first()
		.click();
	await expect(page.getByRole('heading', { level: 1, name: 'Notes' })).toBeVisible();
	await page.getByRole('button', { name: call.hide }).click();
	await expect(page.locator('iframe')).toBeHidden();
	await page.getByRole('button', { name: call.show }).click();
	await expect(page.locator('iframe')).toBeVisible();
	expect(loads, 'it was never loaded anew').toBe(1);

	await page.getByRole('region', { name: call.panel }).getByRole('button', { name: call.close }).click();
	await expect(page.locator('iframe')).toHaveCount(0);
	await page.setViewportSize({ width: 800, height: 700 });
	await expect(
		page.getByRole('link', { name: /^Open the call/ }),
		'where there is no room, a link'
	).toBeVisible();
	fay.expectTrouble(new RegExp(`asked https://${JITSI}`));
	await fay.leave();
	await server.stop();
});

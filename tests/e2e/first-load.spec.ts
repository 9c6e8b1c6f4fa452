import { openBoard, startSession } from './pages/session.ts';
import io from '../../src/lib/messages/en/whiteboard-io.ts';
import { openList, surface } from './pages/whiteboard.ts';
import { expect, test } from './world.ts';

/** Kilobytes as they cross the wire. The budget for every build is in scripts/toolchain/first-loads.mjs; this is what a browser takes. */
const MOST_SCRIPT_KB = 170;

test('a whiteboard opened from its address needs no more script than its budget', async ({ arrive }) => {
	const fay = await arrive('Fay');
	const meeting = await startSession(fay, 'On the train');
	await openBoard(fay, meeting, 'whiteboard');

	const newcomer = await arrive('Fay', 'phone', { storageState: await fay.context.storageState() });
	// What is fetched once nothing else is to be done (menus, for later) is not what the board waits for.
	await newcomer.context.addInitScript(() => (window.requestIdleCallback = () => 0));
	const network = await newcomer.context.newCDPSession(newcomer.page);
	const scripts = new Set<string>();
	let bytes = 0;
	network.on('Network.requestWillBeSent', ({ requestId, request }) => {
		if (new URL(request.url).pathname.endsWith('.js')) scripts.add(requestId);
	});
	network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		if (scripts.has(requestId)) bytes += encodedDataLength;
	});
	await network.send('Network.enable');
	await newcomer.page.goto(fay.page.url());
	await expect(surface(newcomer)).toBeVisible();
	expect(scripts.size).toBeGreaterThan(3);
	expect(bytes / 1000).toBeLessThan(MOST_SCRIPT_KB);
});

test('what is typed before its field has come over a slow line is in it when it comes', async ({
	arrive
}) => {
	const fay = await arrive('Fay');
	const meeting = await startSession(fay, 'Slow line');
	await openBoard(fay, meeting, 'whiteboard');

	const slow = await arrive('Fay', 'desktop', { storageState: await fay.context.storageState() });
	const { page } = slow;
	// Nothing is fetched ahead, and what is asked for waits until the line lets it through.
	await slow.context.addInitScript(() => (window.requestIdleCallback = () => 0));
	await page.goto(fay.page.url());
	await expect(surface(slow)).toBeVisible();
	let line = Promise.resolve();
	/** Holds every script back until what it returns is called. */
	const holdBack = (): (() => void) => {
		let letThrough = (): void => undefined;
		line = new Promise<void>((resolve) => (letThrough = resolve));
		return letThrough;
	};
	await page.route('**/*.js', async (route) => {
		await line;
		await route.continue();
	});

	await surface(slow).focus();
	const letField = holdBack();
	await page.keyboard.press('n');
	await page.keyboard.type('Heard');
	letField();
	await expect(page.getByRole('textbox')).toHaveValue('Heard');
	await page.keyboard.type(' everything');
	await page.keyboard.press('Escape');
	await expect((await openList(slow)).filter({ hasText: 'Heard everything' })).toHaveCount(1);

	const letPalette = holdBack();
	await surface(slow).focus();
	await page.keyboard.press('Control+k');
	await page.keyboard.type(io.export);
	await page.keyboard.press('Enter');
	letPalette();
	await expect(page.getByRole('dialog').getByRole('button', { name: io.download })).toBeVisible();
});

import { openBoard, startSession } from './pages/session.ts';
import { surface } from './pages/whiteboard.ts';
import { expect, test } from './world.ts';

/** Kilobytes as they cross the wire. The budget for every build is in scripts/bundle-budget.mjs; this is what a browser takes. */
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

import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import words from '../../../src/lib/messages/en/facilitating.ts';
import { HttpClient } from '../../support/client.ts';
import { frameCosts } from './frames.ts';
import type { Gathered } from './gathering.ts';
import type { SessionScenario } from './scenario.ts';
import { Screens } from './screens.ts';
import { joinSession, SessionClient } from './session-client.ts';

/**
 * Within ten seconds a hundred people who are new come and a hundred of those who are there go, in a session of five hundred, while a real browser
 * shows the session. What is counted is the CPU time of the page's main thread in each frame of 1/60 s, script, layout and painting.
 */
export const roster: SessionScenario = {
	name: 'roster',
	title: 'A hundred come and a hundred go in ten seconds: main thread of a browser, for each frame',
	columns: [
		{ key: 'p50', title: 'frames with work, p50', unit: 'ms', better: 'lower' },
		{ key: 'p95', title: 'p95', unit: 'ms', better: 'lower' },
		{ key: 'worst', title: 'worst', unit: 'ms', better: 'lower' },
		{ key: 'busyFrames', title: 'frames with work', unit: '%', better: 'lower' },
		{ key: 'mean', title: 'all frames, mean', unit: 'ms', better: 'lower' },
		{ key: 'longTasks', title: 'tasks above 50 ms', unit: '', better: 'lower' },
		{ key: 'quietMean', title: 'all frames, nobody moving', unit: 'ms', better: 'none' }
	],
	targets: [{ key: 'p95', most: 4, says: 'joins and leaves of 100 in 10 s cost ≤ 4 ms a frame' }],
	plain: false,
	timeLimitSeconds: 90,
	cases: (quick) =>
		['the session’s front', 'a board', 'a board’s people panel', 'the facilitator’s panel'].map(
			(name, screen) => ({
				name,
				parameters: { screen, members: quick ? 100 : 500, moving: quick ? 20 : 100 }
			})
		),
	async run({ running, quick }, parameters) {
		const { screen, members, moving } = parameters as { screen: number; members: number; moving: number };
		const { gathered } = await running.gather({ members, boards: 0, rounds: 0 });
		const staying = await joinSession(gathered!.sockets.slice(1));
		const screens = await Screens.open(gathered!);
		try {
			const page = await shown(screens, gathered!, screen);
			await wait(quick ? 500 : 2_500);
			const seconds = quick ? 2 : SECONDS;
			const quiet = await frameCosts(screens.browser, page, () => wait(1_500));
			const costs = await frameCosts(screens.browser, page, async () => {
				await move(gathered!, staying, moving, seconds);
				await wait(quick ? 500 : LEFT_AFTER_MS);
			});
			return { ...costs, quietMean: quiet.mean };
		} finally {
			for (const { wire } of staying) wire.destroy();
			await screens.close();
		}
	},
	parts: {}
};

const SECONDS = 10;
const STRIDE = 37;
/** Who is gone is told a while later, since they may be loading their page anew. */
const LEFT_AFTER_MS = 3_500;

async function shown(screens: Screens, gathered: Gathered, screen: number): Promise<Page> {
	const facilitator = gathered.people[0]!.http;
	if (screen === 0) return screens.show(facilitator, screens.path());
	const page = await screens.show(facilitator, screens.path(gathered.board('whiteboard')));
	await page.locator('[data-saved="saved"]').waitFor();
	if (screen === 2) await page.getByRole('button', { name: /\d+ (person|people) here/u }).click();
	if (screen === 3) {
		await page.getByRole('button', { name: words.tools }).click();
		const panel = page.getByRole('dialog', { name: words.tools });
		await panel.getByRole('radio', { name: words.sections.people }).check();
	}
	return page;
}

/** At an even pace, one comes and one goes. */
async function move(
	gathered: Gathered,
	staying: SessionClient[],
	count: number,
	seconds: number
): Promise<void> {
	const startedAt = performance.now();
	const coming: Promise<unknown>[] = [];
	for (let moved = 0; moved < count; moved += 1) {
		await wait(Math.max(0, startedAt + (moved / count) * seconds * 1000 - performance.now()));
		// From all over the list, as names have nothing to do with who goes.
		staying.splice((moved * STRIDE) % staying.length, 1)[0]?.close();
		coming.push(come(gathered, moved).then((client) => staying.push(client)));
	}
	await Promise.all(coming);
}

async function come(gathered: Gathered, index: number): Promise<SessionClient> {
	const http = new HttpClient(gathered.origin);
	await http.join(gathered.code, `Newcomer ${index}`);
	return SessionClient.join(gathered.socket(http));
}

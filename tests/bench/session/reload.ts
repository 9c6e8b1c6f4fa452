import { setTimeout as wait } from 'node:timers/promises';
import { createId, type BoardId, type GroupId, type RoundId } from '#model/ids.ts';
import { percentile } from '../figures.ts';
import type { SessionScenario } from './scenario.ts';
import { Screens, seesBoard } from './screens.ts';

/**
 * Somebody loads their page anew in the middle of a round of groups. They are back when their group's board is open with the whole document and
 * its clock stands there. The second figure is by how many seconds that clock is wrong: it counts a second that has begun, so that 0:07 is right from
 * 7 s down to just above 6, and off by a quarter of one if it still stands there at 5.75.
 */
export const reload: SessionScenario = {
	name: 'reload',
	title: 'A reload in the middle of a breakout',
	columns: [
		{ key: 'p50', title: 'back, p50', unit: 'ms', better: 'lower' },
		{ key: 'worst', title: 'worst', unit: 'ms', better: 'lower' },
		{ key: 'clockOff', title: 'clock off by', unit: 's', better: 'lower' }
	],
	targets: [
		{ key: 'worst', most: 2_000, says: 'reload in a breakout: the right place and timer in ≤ 2 s' },
		{ key: 'clockOff', most: 0.5, says: 'the timer is right, to the second' }
	],
	plain: false,
	timeLimitSeconds: 60,
	cases: () => [{ name: 'one of 24', parameters: { people: 24 } }],
	async run({ running, quick }, parameters) {
		const { gathered } = await running.gather({ members: parameters['people']! + 1, boards: 0, rounds: 0 });
		const mia = gathered!.people[1]!;
		const round = createId<RoundId>();
		const group = createId<GroupId>();
		const board = createId<BoardId>();
		const made = { id: board, kind: 'whiteboard', title: 'Board', like: null } as const;
		await gathered!.command([
			{ type: 'plan-round', round, title: 'Round', groups: [{ id: group, name: 'Group', board: made }] },
			{ type: 'assign', round, members: [mia.id], how: { by: 'chance', seed: 1 } },
			{ type: 'open-round', round, lengthMs: LENGTH_MS, then: 'ask' }
		]);
		const { session } = await gathered!.people[0]!.http.session(gathered!.session);
		const state = session.rounds[0]!.state;
		const endsAt = state.at === 'open' ? state.endsAt! : Number.NaN;
		const screens = await Screens.open(gathered!);
		try {
			const path = screens.path(board);
			const page = await screens.show(mia.http, screens.path());
			await seesBoard(page, path, true);
			const times: number[] = [];
			const off: number[] = [];
			while (times.length < (quick ? 2 : RELOADS)) {
				await wait(800);
				const reloaded = page.reload({ waitUntil: 'commit' });
				await reloaded;
				const { at, sinceLoad, clock } = await seesBoard(page, path, true);
				times.push(sinceLoad);
				off.push(wrongBy((endsAt - at) / 1000, secondsOf(clock)));
			}
			return { p50: percentile(times, 0.5), worst: Math.max(...times), clockOff: Math.max(...off) };
		} finally {
			await screens.close();
		}
	},
	parts: {}
};

const LENGTH_MS = 600_000;
const RELOADS = 8;

/** @param left seconds, as it is. @param shown the second that has begun. */
function wrongBy(left: number, shown: number): number {
	return Math.max(0, left - shown, shown - 1 - left);
}

function secondsOf(clock: string | null): number {
	const [, minutes, seconds] = /(\d+):(\d\d)/u.exec(clock ?? '') ?? [];
	return Number(minutes) * 60 + Number(seconds);
}

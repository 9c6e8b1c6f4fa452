import { setTimeout as wait } from 'node:timers/promises';
import { Client } from '../generator/client.ts';
import { percentile } from '../figures.ts';
import { quiet } from '../generator/process-figures.ts';
import { keystrokes, LANES } from '../run/data.ts';
import { COMPLETE, fill, isWhole } from './filling.ts';
import type { Figures, Job, Scenario } from './scenario.ts';

/**
 * The morning after: 100,000 keystrokes of real typing came in one by one, all have left, the server was stopped with SIGTERM and started
 * anew; somebody opens the document. Timed from opening the socket until the whole state has come. The server has answered one join
 * of another document before, so that it is not its own start that is timed. The median of five restarts.
 */
export const coldOpen: Scenario = {
	name: 'cold-open',
	title: 'First join of a document with 100,000 real edits after a restart',
	columns: [
		{ key: 'openMs', title: 'whole document', unit: 'ms', better: 'lower', ratio: true },
		{ key: 'syncedMs', title: 'said "synced"', unit: 'ms', better: 'none' },
		{ key: 'fillSeconds', title: 'to take the edits in', unit: 's', better: 'none' },
		{ key: 'whole', title: 'content right', unit: '', better: 'none' }
	],
	kept: true,
	once: true,
	timeLimitSeconds: 240,
	cases: (quick) => {
		const edits = quick ? 10_000 : 100_000;
		return [{ name: `${edits.toLocaleString('en')} edits`, parameters: { edits, restarts: quick ? 1 : 5 } }];
	},
	run: async ({ running, generate }, parameters) => {
		keystrokes(parameters['edits']!);
		const rooms = await running.rooms(2, LANES);
		const filled = await generate('fill', rooms, parameters);
		const rounds: Figures[] = [];
		for (let round = 0; round < parameters['restarts']!; round += 1) {
			await running.restart();
			rounds.push(await generate('open', rooms, parameters));
		}
		const median = (key: string): number | null => {
			const values = rounds.map((figures) => figures[key] ?? null).filter((value) => value !== null);
			return values.length === rounds.length ? percentile(values, 0.5) : null;
		};
		return {
			...filled,
			openMs: median('openMs'),
			syncedMs: median('syncedMs'),
			whole: median('whole')
		};
	},
	parts: { fill: fillIt, open }
};

async function fillIt({ rooms, pids, parameters }: Job): Promise<Figures> {
	const startedAt = performance.now();
	(await fill(rooms[0]!, keystrokes(parameters['edits']!))).close();
	const seconds = (performance.now() - startedAt) / 1000;
	// Whoever saves later, or compacts when all have left, gets the time for it.
	await wait(SAVES_WITHIN_MS);
	await quiet(pids, 60_000);
	return { fillSeconds: seconds };
}

/** Hocuspocus saves two seconds after the last change. */
const SAVES_WITHIN_MS = 3_000;

async function open({ rooms, pids, parameters }: Job): Promise<Figures> {
	const content = keystrokes(parameters['edits']!);
	const enough = content.state.length * COMPLETE;
	(await Client.join(rooms[1]![0]!)).close();
	await quiet(pids, 3_000);
	const startedAt = performance.now();
	const client = new Client(rooms[0]![0]!);
	/** A server may say "synced" before the content has come, or after it: the document is open when both are there. */
	const came: { synced: number | null; content: number | null } = { synced: null, content: null };
	const look = (): void => {
		const now = performance.now() - startedAt;
		if (client.state === 'synced') came.synced ??= now;
		if (client.contentBytes >= enough) came.content ??= now;
	};
	client.onSynced = look;
	client.onUpdate = look;
	while (came.synced === null || came.content === null) {
		if (client.state === 'closed' || performance.now() - startedAt > OPENS_WITHIN_MS) break;
		await wait(2);
	}
	client.close();
	return {
		openMs: came.synced === null || came.content === null ? null : Math.max(came.synced, came.content),
		syncedMs: came.synced,
		whole: (await isWhole(rooms[0]![0]!, content)) ? 1 : 0
	};
}

const OPENS_WITHIN_MS = 20_000;

import type { SessionScenario } from '../session/scenario.ts';
import { atWork } from './at-work.ts';
import { fullLane } from './full-lane.ts';
import { PHASE, revealing } from './revealing.ts';

/**
 * Everybody writes on a sheet of their own at once, five updates a second each; then one command shows all the cards. From giving that
 * command to the last byte of the cards at each client of the shared board. The other server only passes on as many bytes as ours sent.
 */
export const reveal: SessionScenario = {
	name: revealing.name,
	title: 'What everybody wrote alone is revealed',
	columns: [
		{ key: 'p50', title: 'cards there, p50', unit: 'ms', better: 'lower' },
		{ key: 'p95', title: 'p95', unit: 'ms', better: 'lower', ratio: true },
		{ key: 'worst', title: 'last one', unit: 'ms', better: 'lower' },
		{ key: 'screenMs', title: 'on a screen', unit: 'ms', better: 'lower' },
		{ key: 'recordP95', title: 'record says so, p95', unit: 'ms', better: 'lower' },
		{ key: 'undelivered', title: 'never came', unit: '', better: 'none' },
		{ key: 'toldKb', title: 'told to each', unit: 'kB', better: 'lower' },
		{ key: 'writingP95', title: 'saved while writing, p95', unit: 'ms', better: 'lower' },
		{ key: 'serverMs', title: 'server CPU', unit: 'ms', better: 'lower', ratio: true },
		{ key: 'generatorCpu', title: 'generator CPU while writing', unit: '%', better: 'none' }
	],
	targets: [
		{ key: 'p95', most: 1_000, says: '200 people write alone, 1,000 cards are with everybody ≤ 1 s p95' },
		{ key: 'screenMs', most: 1_000, says: 'and on a screen' }
	],
	plain: true,
	timeLimitSeconds: 90,
	cases: (quick) => {
		const [people, each] = quick ? [30, 5] : [200, 5];
		return [
			{
				name: `${people} people, ${(people * each).toLocaleString('en')} cards`,
				parameters: { people, each }
			}
		];
	},
	async run({ running, generate, ours }, parameters) {
		const people = parameters['people']!;
		// The first gives the commands, and the last one watches in a browser.
		const { sockets, boards, gathered } = await running.gather({
			members: people + 2,
			boards: ours === null ? 0 : 1,
			rounds: 0
		});
		if (gathered === null)
			return generate('passOn', [boards[0]!.slice(0, -1)], { bytes: (ours?.['toldKb'] ?? 0) * 1000 });
		const board = await atWork(gathered, PHASE);
		const documents = gathered.people.map(({ http }) => gathered.document(http, board));
		const watcher = gathered.people.at(-1)!;
		const screen = await fullLane(gathered, board, watcher.http);
		try {
			const seen = screen.shows(people * parameters['each']!);
			const told = await generate('measure', [sockets.slice(0, -1), documents.slice(0, -1)], parameters);
			const { givenAt, ...figures } = told;
			return { ...figures, screenMs: (await seen) - givenAt! };
		} finally {
			await screen.close();
		}
	},
	parts: revealing.parts
};

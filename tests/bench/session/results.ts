import { setTimeout as wait } from 'node:timers/promises';
import { Client } from '../generator/client.ts';
import { Histogram } from '../generator/histogram.ts';
import { startStopwatch } from '../generator/process-figures.ts';
import type { Figures, Job } from '../scenarios/scenario.ts';
import { Arrivals } from './arrivals.ts';
import type { SessionScenario } from './scenario.ts';
import { joinSession } from './session-client.ts';

/**
 * The facilitator puts a problem board's results on the stage; whoever is told opens that board's document, as a screen that follows
 * does. There is who has the whole document: they have all to be there for the last figure.
 */
export const results: SessionScenario = {
	name: 'results',
	title: 'Results are put on the stage, and everybody opens them',
	columns: [
		{ key: 'toldP95', title: 'told, p95', unit: 'ms', better: 'lower' },
		{ key: 'p50', title: 'opened, p50', unit: 'ms', better: 'lower' },
		{ key: 'p95', title: 'opened, p95', unit: 'ms', better: 'lower' },
		{ key: 'lastMs', title: 'last one', unit: 'ms', better: 'lower' },
		{ key: 'undelivered', title: 'never opened', unit: '', better: 'none' },
		{ key: 'serverCpu', title: 'server CPU', unit: '%', better: 'none' },
		{ key: 'generatorCpu', title: 'generator CPU', unit: '%', better: 'none' }
	],
	targets: [{ key: 'lastMs', most: 2_000, says: 'a result is with 500 clients in ≤ 2 s' }],
	plain: false,
	timeLimitSeconds: 60,
	cases: (quick) => [{ name: `${quick ? 100 : 500} clients`, parameters: { members: quick ? 100 : 500 } }],
	async run({ running, generate }, parameters) {
		const { sockets, gathered } = await running.gather({
			members: parameters['members']!,
			boards: 0,
			rounds: 0
		});
		const board = gathered!.board('problem');
		const documents = gathered!.people.map(({ http }) => gathered!.document(http, board));
		return generate('measure', [sockets, documents], parameters);
	},
	parts: { measure }
};

const LIMIT_MS = 15_000;

async function measure({ rooms, pids }: Job): Promise<Figures> {
	const [sockets, documents] = rooms;
	const clients = await joinSession(sockets!);
	await wait(500);
	const opened: Client[] = [];
	const opening = new Histogram();
	const telling = new Histogram();
	let at = 0;
	let lastAt = 0;
	const arrivals = new Arrivals(clients, (member) => {
		const client = new Client(documents![member]!);
		client.onSynced = () => {
			lastAt = performance.now();
			opening.add(lastAt - at);
		};
		opened.push(client);
	});
	const stopwatch = startStopwatch(pids);
	at = performance.now();
	const shown = { show: 'results', board: documents![0]!.document };
	const answer = await clients[0]!.give({ type: 'show', shown });
	if (!answer.ok) throw new Error(`show was refused: ${answer.refusal}`);
	for (const arrived of await arrivals.of(answer.version)) telling.add(arrived - at);
	while (opening.total < clients.length && performance.now() < at + LIMIT_MS) await wait(5);
	const cpu = stopwatch.stop();
	for (const { wire } of [...opened, ...clients]) wire.destroy();
	return {
		toldP95: telling.percentile(0.95),
		p50: opening.percentile(0.5),
		p95: opening.percentile(0.95),
		lastMs: opening.total === clients.length ? lastAt - at : null,
		undelivered: clients.length - opening.total,
		serverCpu: cpu.server,
		generatorCpu: cpu.generator
	};
}

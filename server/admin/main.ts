import { pino } from 'pino';
import { readConfig, type Config } from '../config.ts';
import { createRedisStore } from '../store/redis/redis-store.ts';
import { createSqliteStore } from '../store/sqlite/sqlite-store.ts';
import type { Store } from '../store/store.ts';
import { HELP, parseArguments, type Invocation } from './arguments.ts';
import { AdminProblem, reasonOf } from './problem.ts';
import { run } from './run.ts';
import { accessStore } from './store-access.ts';
import { createTerminal } from './terminal.ts';

/** What goes wrong is told by the commands, in sentences. */
const log = pino({ level: 'silent' });
const EXIT = { done: 0, problem: 1, usage: 2, interrupted: 130 };

process.exitCode = await main();

async function main(): Promise<number> {
	const parsed = parseArguments(process.argv.slice(2));
	if (!parsed.ok) return complain(`${parsed.problem}\n\n${HELP}`.trimEnd(), EXIT.usage);
	if (parsed.invocation.kind === 'help') {
		process.stdout.write(HELP);
		return EXIT.done;
	}
	const outcome = readConfig();
	if (!outcome.ok) return complain(outcome.problem, EXIT.problem);
	return execute(parsed.invocation, outcome.config, parsed.folder ?? process.cwd());
}

async function execute(
	invocation: Exclude<Invocation, { kind: 'help' }>,
	config: Config,
	folder: string
): Promise<number> {
	const interrupted = new AbortController();
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => interrupted.abort());
	const terminal = createTerminal(process, () => performance.now());
	try {
		await using access = await accessOf(config);
		await run(invocation, {
			access,
			folder,
			signal: interrupted.signal,
			show: (event) => terminal.show(event)
		});
		return terminal.hasProblem ? EXIT.problem : EXIT.done;
	} catch (error) {
		if (interrupted.signal.aborted) return complain('Interrupted.', EXIT.interrupted);
		const sentence = error instanceof AdminProblem ? error.message : `It failed: ${reasonOf(error)}.`;
		return complain(sentence, EXIT.problem);
	}
}

async function accessOf(config: Config) {
	const embedded = config.redisUrl === null;
	const access = await accessStore({ config, embedded, openStore: () => openStore(config), log });
	return { ...access, [Symbol.asyncDispose]: () => access.close() };
}

/** Also named in server/main.ts: the two entry points are where stores are chosen. */
function openStore({ dataDir, redisUrl, redisReplicas, redisThrowAway }: Config): Promise<Store> {
	if (redisUrl !== null) {
		return createRedisStore({
			url: redisUrl,
			node: `admin-${process.pid}`,
			log,
			allowThrowAway: redisThrowAway,
			replicas: redisReplicas
		});
	}
	return createSqliteStore({
		directory: dataDir,
		log,
		onFatal: (error) => process.exit(complain(`The store failed: ${error.message}.`, EXIT.problem))
	});
}

function complain(sentence: string, code: number): number {
	process.stderr.write(`${sentence}\n`);
	return code;
}

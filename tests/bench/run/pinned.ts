import { spawn, type ChildProcess } from 'node:child_process';

/** Which core does what. The bench's own process sleeps while the two work. */
const CORES = { server: '0', generator: '1' } as const;

export interface SpawnOptions {
	readonly cwd?: string;
	readonly env?: Readonly<Record<string, string>>;
	/** Other than this Node. */
	readonly program?: string;
}

/** A child process that all its threads share one core with. Its stderr is ours. */
export function spawnPinned(
	core: keyof typeof CORES,
	args: readonly string[],
	{ cwd, env, program = process.execPath }: SpawnOptions
): ChildProcess {
	return spawn('taskset', ['-c', CORES[core], program, ...args], {
		...(cwd !== undefined && { cwd }),
		env: { ...process.env, ...env },
		stdio: ['ignore', 'ignore', 'inherit', 'ipc']
	});
}

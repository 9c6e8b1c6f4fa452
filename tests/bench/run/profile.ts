import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where our server's threads leave their CPU profiles. Emptied when the bench starts with `--profile`. */
export const PROFILES = fileURLToPath(new URL('../../../.cache/bench/profiles/', import.meta.url));

/** A stretch of the machine's monotonic clock, in microseconds. */
interface Stretch {
	readonly from: number;
	readonly to: number;
}

interface CpuProfile {
	readonly startTime: number;
	readonly nodes: readonly {
		readonly id: number;
		readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
	}[];
	readonly samples: readonly number[];
	readonly timeDeltas: readonly number[];
}

export function emptyProfiles(): void {
	rmSync(PROFILES, { recursive: true, force: true });
	mkdirSync(PROFILES, { recursive: true });
}

/**
 * For each thread that did something within the stretches, the functions in which it spent its own time, idle left out. On one core, a
 * call that wakes another thread contains the time for which that thread then had the core.
 */
export function summarizeProfiles(stretches: readonly Stretch[], most = 30): string {
	const files = readdirSync(PROFILES).filter((file) => file.endsWith('.cpuprofile'));
	return files.map((file) => summarize(`${PROFILES}${file}`, stretches, most)).join('');
}

function summarize(file: string, stretches: readonly Stretch[], most: number): string {
	const { nodes, samples, timeDeltas, startTime } = JSON.parse(readFileSync(file, 'utf8')) as CpuProfile;
	const nameOf = new Map(
		nodes.map(({ id, callFrame: { functionName, url, lineNumber } }) => [
			id,
			`${functionName || '(anonymous)'} ${url.split('/').slice(-3).join('/')}:${lineNumber + 1}`
		])
	);
	const spent = new Map<string, number>();
	let busy = 0;
	let now = startTime;
	for (const [index, id] of samples.entries()) {
		const micros = timeDeltas[index] ?? 0;
		now += micros;
		const name = nameOf.get(id) ?? '?';
		const counts = stretches.some(({ from, to }) => now >= from && now < to);
		if (!counts || name.startsWith('(idle)')) continue;
		spent.set(name, (spent.get(name) ?? 0) + micros);
		busy += micros;
	}
	if (busy === 0) return '';
	const top = [...spent].sort(([, a], [, b]) => b - a).slice(0, most);
	const lines = top.map(([name, micros]) => `  ${((micros / busy) * 100).toFixed(1).padStart(5)} %  ${name}`);
	return `\n${file.split('/').at(-1)}: ${(busy / 1e6).toFixed(2)} s busy\n${lines.join('\n')}\n`;
}

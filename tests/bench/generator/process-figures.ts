import { readFileSync, writeFileSync } from 'node:fs';

/** The processes of one server: one for most, several where a database or a worker belongs to it. */
export type Pids = Readonly<Record<string, number>>;

/** Linux counts a process's time in hundredths of a second, whatever the kernel's own tick is. */
const TICKS_PER_SECOND = 100;

/** Seconds of CPU that the process and all its threads have used, in user and kernel mode. */
function cpuSeconds(pid: number): number {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	// The name, which may hold anything, is in the last parentheses; utime and stime are fields 14 and 15.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

function totalCpuSeconds(pids: Pids): number {
	return Object.values(pids).reduce((sum, pid) => sum + cpuSeconds(pid), 0);
}

/** Resident kilobytes of all of them. */
export function residentKilobytes(pids: Pids): number {
	return Object.values(pids).reduce((sum, pid) => sum + memory(pid, 'VmRSS'), 0);
}

/** The most they had resident at once since `forgetPeak`. */
export function peakKilobytes(pids: Pids): number {
	return Object.values(pids).reduce((sum, pid) => sum + memory(pid, 'VmHWM'), 0);
}

/** Starts the peak anew, where the kernel lets us. */
export function forgetPeak(pids: Pids): void {
	for (const pid of Object.values(pids)) writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

function memory(pid: number, field: string): number {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]);
}

/** CPU over a stretch of time, as shares of one core. */
export interface Used {
	/** All processes of the server together, and each. */
	readonly server: number;
	readonly each: Readonly<Record<string, number>>;
	readonly generator: number;
	readonly seconds: number;
}

export function startStopwatch(pids: Pids): { stop(): Used } {
	const startedAt = performance.now();
	const before = Object.entries(pids).map(([name, pid]) => ({ name, pid, seconds: cpuSeconds(pid) }));
	const own = process.cpuUsage();
	return {
		stop() {
			const seconds = (performance.now() - startedAt) / 1000;
			const used = process.cpuUsage(own);
			const each = before.map(
				({ name, pid, seconds: then }) => [name, (cpuSeconds(pid) - then) / seconds] as const
			);
			return {
				server: each.reduce((sum, [, share]) => sum + share, 0),
				each: Object.fromEntries(each),
				generator: (used.user + used.system) / 1e6 / seconds,
				seconds
			};
		}
	};
}

/** Waits until the server has had nothing to do for a second: saving, compacting, collecting garbage are over. */
export async function quiet(pids: Pids, atMostMs: number): Promise<void> {
	const giveUpAt = performance.now() + atMostMs;
	for (let calm = 0; calm < 4 && performance.now() < giveUpAt;) {
		const before = totalCpuSeconds(pids);
		await new Promise((resolve) => setTimeout(resolve, 250));
		calm = totalCpuSeconds(pids) - before < 0.0125 ? calm + 1 : 0;
	}
}

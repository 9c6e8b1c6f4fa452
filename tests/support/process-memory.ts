import { readFile } from 'node:fs/promises';

/** What a process holds of the machine's memory, in megabytes (Linux). */
export async function residentMegabytes(pid: number): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	return Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024);
}

/** Megabytes before, at most, and at the end. */
export interface MemoryReport {
	readonly before: number;
	readonly most: number;
	readonly after: number;
}

/** Looks at a process many times a second until told to stop. */
export async function watchMemory(pid: number): Promise<() => Promise<MemoryReport>> {
	const before = await residentMegabytes(pid);
	let most = before;
	const timer = setInterval(() => {
		residentMegabytes(pid).then(
			(megabytes) => (most = Math.max(most, megabytes)),
			() => clearInterval(timer)
		);
	}, 50);
	return async () => {
		clearInterval(timer);
		const after = await residentMegabytes(pid);
		return { before, most: Math.max(most, after), after };
	};
}

/** The least that it holds within some time, megabytes: what it took goes back only when it is next tidied up. */
export async function settledMegabytes(pid: number, withinMs: number, enough: number): Promise<number> {
	const end = performance.now() + withinMs;
	let least = await residentMegabytes(pid);
	while (least > enough && performance.now() < end) {
		await new Promise((resolve) => setTimeout(resolve, 250));
		least = Math.min(least, await residentMegabytes(pid));
	}
	return least;
}

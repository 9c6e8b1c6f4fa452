import { execFileSync } from 'node:child_process';
import { cpus, loadavg, release, totalmem } from 'node:os';

/** What stands above the tables, so that a figure can be placed. */
export interface Circumstances {
	readonly date: string;
	readonly machine: string;
	readonly commit: string;
	readonly command: string;
	/** The load average when it began: above 1, the figures say little. */
	readonly loadBefore: number;
}

export function circumstances(args: readonly string[], bench = 'sync'): Circumstances {
	const memory = Math.round(totalmem() / 2 ** 30);
	return {
		date: new Date().toISOString().slice(0, 16).replace('T', ' '),
		machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${memory} GB, Linux ${release()}, Node ${process.versions.node}`,
		commit:
			git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain') === '' ? '' : ' with changes'),
		command: [`npm run bench -- ${bench}`, ...args].join(' '),
		loadBefore: loadavg()[0]!
	};
}

function git(...args: string[]): string {
	try {
		return execFileSync('git', args, { encoding: 'utf8' }).trim();
	} catch {
		return 'unknown';
	}
}

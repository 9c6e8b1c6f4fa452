import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Frames } from './steady-writer.ts';

const ARCHIVES = 'tests/fixtures/releases';
/** Inside the repository, so that its imports find today's `node_modules`. */
const UNPACKED = '.cache/releases';

/** An earlier release of the server, ready to run. */
export interface Release {
	/** Where its sources lie, as in the repository. */
	readonly folder: string;
	/** For `spawnServer`. */
	readonly main: string;
	/** How it writes and reads the frames of the sync protocol. */
	readonly frames: Frames;
	remove(): Promise<void>;
}

/** @param date of one of the archives in tests/fixtures/releases. */
export async function unpackRelease(date: string): Promise<Release> {
	await mkdir(UNPACKED, { recursive: true });
	const folder = resolve(await mkdtemp(join(UNPACKED, `${date}-`)));
	await promisify(execFile)('tar', ['-xzf', join(ARCHIVES, `${date}.tar.gz`), '-C', folder]);
	const frames = pathToFileURL(join(folder, 'src/lib/protocol/sync.ts')).href;
	return {
		folder,
		main: join(folder, 'server/main.ts'),
		frames: (await import(frames)) as Frames,
		remove: () => rm(folder, { recursive: true, force: true })
	};
}

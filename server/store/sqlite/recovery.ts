import {
	copyFileSync,
	existsSync,
	linkSync,
	mkdirSync,
	renameSync,
	rmSync,
	statSync,
	truncateSync,
	writeFileSync
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { syncDirectory, syncFile } from './directory.ts';
import { findDamage } from './inspection.ts';
import { PAGE_BYTES } from './salvage/pages.ts';
import { salvage } from './salvage/salvage.ts';
import { readWal } from './salvage/wal-file.ts';

/** For an operator. */
export type Report = (details: object, message: string) => void;

export interface RecoveryOptions {
	/** Of the main file. */
	readonly path: string;
	/** Another one after each start of the machine; `null` when unknown. */
	readonly bootId: string | null;
	readonly report: Report;
}

const MOST_TOLD = 100;

const walOf = (path: string) => `${path}-wal`;
/** Asks for an inspection at the next start. */
const flagOf = (path: string) => `${path}-inspect`;
/** A salvaged database, while it is filled and once it is whole. */
const unfinishedOf = (path: string) => `${path}-unfinished`;
const salvagedOf = (path: string) => `${path}-salvaged`;

/** Has the next start inspect the whole database, however large it is. */
export function inspectAtNextStart(path: string): void {
	writeFileSync(flagOf(path), '');
}

/**
 * Sees to it that the database can be used; called before it is opened, with the directory locked. A damaged database is
 * set aside in `damaged-<date>/`, and what can still be read of it becomes a new one.
 *
 * @returns whether something that was committed may be gone.
 */
export function recover({ path, bootId, report }: RecoveryOptions): boolean {
	replaceBySalvaged(path);
	const log = readWal(walOf(path), PAGE_BYTES);
	const always = log.damaged || existsSync(flagOf(path));
	const empty = sizeOf(path) === 0;
	// SQLite would throw the log of an empty database away.
	const { damage, records } = !empty
		? findDamage(path, { always, bootId })
		: { damage: log.pages.size > 0 ? 'it is empty' : null, records: [] };
	if (records.length > 0) {
		report(
			{ records: records.slice(0, MOST_TOLD), count: records.length },
			'records are damaged: their content, or the keys by which they would be found'
		);
	}
	if (damage !== null) {
		const folder = setAside([path, walOf(path)]);
		rmSync(unfinishedOf(path), { force: true });
		const saved = salvage(path, unfinishedOf(path));
		syncFile(unfinishedOf(path));
		renameSync(unfinishedOf(path), salvagedOf(path));
		syncDirectory(dirname(path));
		replaceBySalvaged(path);
		report(
			{ damage, saved, folder },
			'the database was damaged: what could be read is saved, the rest set aside'
		);
	} else if (log.damaged) {
		const folder = setAside([walOf(path)]);
		// Frames behind the damage would count again as soon as SQLite happens to write the same bytes over the damaged
		// one: what this start says is gone would be back at the next.
		truncateSync(walOf(path), log.end);
		syncFile(walOf(path));
		report({ folder }, 'the write-ahead log was damaged: what was committed before the damage is kept');
	}
	rmSync(flagOf(path), { force: true });
	return log.damaged || damage !== null;
}

/** Can be repeated after a kill at any point: the salvaged file is renamed last. */
function replaceBySalvaged(path: string): void {
	if (!existsSync(salvagedOf(path))) return;
	// They belong to the damaged one.
	for (const suffix of ['-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
	syncDirectory(dirname(path));
	renameSync(salvagedOf(path), path);
	syncDirectory(dirname(path));
}

/** Keeps the files as they are under a second name, in a folder of their own. */
function setAside(paths: readonly string[]): string {
	const date = new Date().toISOString().replace(/[:.]/g, '-');
	const folder = join(dirname(paths[0] as string), `damaged-${date}`);
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	for (const path of paths) {
		if (!existsSync(path)) continue;
		const aside = join(folder, basename(path));
		// The write-ahead log may be written to again under its own name.
		if (path.endsWith('-wal')) copyFileSync(path, aside);
		else linkSync(path, aside);
		syncFile(aside);
	}
	syncDirectory(folder);
	syncDirectory(dirname(folder));
	return folder;
}

function sizeOf(path: string): number {
	return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

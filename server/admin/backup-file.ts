import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { cutOff, damaged, readBackup, type Item } from './backup-format.ts';
import { AdminProblem, reasonOf, systemCode } from './problem.ts';

/** Snapshots shrink about five-fold at this level; higher ones take several times as long for a tenth less. */
const GZIP_LEVEL = 2;

/**
 * Writes a backup's bytes into a file, compressed: beside its place first, and there only when it is whole and on the
 * disk. Resolves with its size in bytes. Whatever was there before stays when it fails.
 */
export async function writeBackupFile(
	path: string,
	bytes: AsyncIterable<Uint8Array>,
	signal: AbortSignal
): Promise<number> {
	const beside = `${path}.${process.pid}.part`;
	try {
		// One piece at a time: a large document must not wait in memory behind others.
		const source = Readable.from(bytes, { objectMode: true, highWaterMark: 1 });
		const gzip = createGzip({ level: GZIP_LEVEL });
		// Readable by nobody else: it holds everything that people wrote.
		const file = createWriteStream(beside, { flags: 'wx', mode: 0o600, flush: true });
		await pipeline(source, gzip, file, { signal });
		const { size } = await stat(beside);
		await rename(beside, path);
		await syncFolder(dirname(path));
		return size;
	} catch (error) {
		await rm(beside, { force: true });
		if (error instanceof AdminProblem || systemCode(error) === null || signal.aborted) throw error;
		throw new AdminProblem(`The backup could not be written to ${path}: ${reasonOf(error)}.`, {
			cause: error
		});
	}
}

/** What is in a backup file; reads it anew with every call. Throws `AdminProblem` when it cannot be read or is not whole. */
export async function* readBackupFile(path: string): AsyncGenerator<Item> {
	const file = createReadStream(path);
	const gunzip = createGunzip();
	file.on('error', (error) => gunzip.destroy(error));
	try {
		yield* readBackup(file.pipe(gunzip), path);
	} catch (error) {
		throw asProblem(error, path);
	} finally {
		file.destroy();
		gunzip.destroy();
	}
}

function asProblem(error: unknown, path: string): unknown {
	const code = systemCode(error);
	if (error instanceof AdminProblem || code === null) return error;
	if (code === 'ENOENT') return new AdminProblem(`There is no file ${path}.`);
	if (code === 'Z_BUF_ERROR') return cutOff(path);
	if (code === 'Z_DATA_ERROR' && reasonOf(error) === 'incorrect header check')
		return new AdminProblem(`${path} is no backup of Commonplace.`);
	if (code.startsWith('Z_')) return damaged(path);
	return new AdminProblem(`${path} cannot be read: ${reasonOf(error)}.`, { cause: error });
}

/** A new name is on the disk only when its folder is. */
async function syncFolder(path: string): Promise<void> {
	// Windows cannot open folders, and needs not.
	if (process.platform === 'win32') return;
	const folder = await open(path, 'r');
	try {
		await folder.sync();
	} finally {
		await folder.close();
	}
}

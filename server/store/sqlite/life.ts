import type { DatabaseSync } from 'node:sqlite';

interface LifeRow {
	readonly boot: string | null;
	readonly closed: number;
}

/**
 * Notes that the database is in use since this start of the machine. What a process has written survives its end,
 * however it ends, but not a power cut before the sync. So when the database was not closed, and the machine has started
 * since (or that is unknown), every document may have lost entries that people had seen.
 */
export function beginLife(database: DatabaseSync, bootId: string | null): void {
	const { boot, closed } = database.prepare('SELECT boot, closed FROM life').get() as unknown as LifeRow;
	database.exec('BEGIN IMMEDIATE');
	if (closed === 0 && (bootId === null || boot !== bootId)) markAllAsLost(database);
	database.prepare('UPDATE life SET boot = ?, closed = 0').run(bootId);
	database.exec('COMMIT');
}

export function endLife(database: DatabaseSync): void {
	database.exec('UPDATE life SET closed = 1');
}

export function markAllAsLost(database: DatabaseSync): void {
	database.prepare('UPDATE document SET lost_at = ?').run(Date.now());
}

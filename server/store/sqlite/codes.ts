const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;
const SQLITE_IOERR_FSYNC = 1034;
const SQLITE_IOERR_DIR_FSYNC = 1290;

/** SQLite's primary result code, or `null` for an error from elsewhere. */
export function errorCode(error: unknown): number | null {
	const code = extendedErrorCode(error);
	return code === null ? null : code & 0xff;
}

/** Whether SQLite met bytes that no database of ours has. */
export function isDamage(error: unknown): boolean {
	// An integer beyond what a row of ours ever holds.
	if (error instanceof Error && 'code' in error && error.code === 'ERR_OUT_OF_RANGE') return true;
	const code = errorCode(error);
	return code === SQLITE_CORRUPT || code === SQLITE_NOTADB;
}

export function isFailedSync(error: unknown): boolean {
	const code = extendedErrorCode(error);
	return code === SQLITE_IOERR_FSYNC || code === SQLITE_IOERR_DIR_FSYNC;
}

function extendedErrorCode(error: unknown): number | null {
	return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
		? error.errcode
		: null;
}

import { closeSync, fsyncSync, openSync } from 'node:fs';

/** A new file is durable only when the directory's own entry is. */
export function syncDirectory(directory: string): void {
	syncPath(directory, 'r');
}

export function syncFile(path: string): void {
	syncPath(path, 'r+');
}

function syncPath(path: string, flags: 'r' | 'r+'): void {
	const descriptor = openSync(path, flags);
	try {
		fsyncSync(descriptor);
	} finally {
		closeSync(descriptor);
	}
}

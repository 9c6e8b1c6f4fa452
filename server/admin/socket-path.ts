import { createHash } from 'node:crypto';
import { join, relative } from 'node:path';

/** What the kernel's address of a Unix socket holds, without the zero at its end, on the strictest of them (macOS). */
const MAX_PATH_BYTES = 103;

/**
 * Where a running server takes commands for its data folder: a socket in it, or a named pipe on Windows, which has no
 * sockets in folders. `null` when the path is too long for a socket, however it is written.
 */
export function adminSocketPath(
	dataDir: string,
	platform: NodeJS.Platform = process.platform
): string | null {
	if (platform === 'win32') {
		const name = createHash('sha256').update(dataDir.toLowerCase()).digest('hex').slice(0, 32);
		return `\\\\.\\pipe\\commonplace-${name}`;
	}
	const path = join(dataDir, 'admin.sock');
	return (
		[path, relative(process.cwd(), path)].find((text) => Buffer.byteLength(text) <= MAX_PATH_BYTES) ?? null
	);
}

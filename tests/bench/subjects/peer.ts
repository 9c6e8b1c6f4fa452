import type { DialectName } from '../dialects/dialects.ts';
import type { SpawnOptions } from '../run/pinned.ts';
import { startServerProcess } from './server-process.ts';
import type { Running } from './subject.ts';

/** A server that lets everybody in and makes a document of any name that is asked for. */
export async function startOpenServer(options: {
	readonly name: string;
	readonly command: (place: {
		port: number;
		folder: string;
	}) => SpawnOptions & { readonly args: readonly string[] };
	readonly dialect: DialectName;
	/** The path and query behind which a document is. */
	readonly path: (document: string) => string;
}): Promise<Running> {
	const server = await startServerProcess(options.command);
	let made = 0;
	return {
		get pids() {
			return { [options.name]: server.pid() };
		},
		async rooms(count, members) {
			return Array.from({ length: count }, () => {
				const document = `document-${(made += 1)}`;
				const url = `ws://127.0.0.1:${server.port}/${options.path(document)}`;
				return Array.from({ length: members }, () => ({
					url,
					headers: {},
					document,
					dialect: options.dialect
				}));
			});
		},
		restart: () => server.restart(),
		stop: () => server.stop()
	};
}

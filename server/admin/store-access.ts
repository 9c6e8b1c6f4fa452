import { mkdir, stat } from 'node:fs/promises';
import { secretFile } from '../access/secret.ts';
import type { Config } from '../config.ts';
import { DocumentPool } from '../documents/pool.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import { perform, type StoreCommand } from './commands.ts';
import type { AdminEvent } from './events.ts';
import type { AdminParts } from './parts.ts';
import { AdminProblem, reasonOf, systemCode } from './problem.ts';
import { connectToServer } from './server-client.ts';

/** Opens the configured store. Rejects with a sentence. */
export type OpenStore = () => Promise<Store>;

export interface StoreAccessOptions {
	readonly config: Pick<Config, 'dataDir'>;
	/** Whether the store is the one that a single process can open only. */
	readonly embedded: boolean;
	readonly openStore: OpenStore;
	readonly log: Log;
}

/** The store of a command: by way of the server that has it open, or opened here. */
export interface StoreAccess {
	perform(command: StoreCommand): AsyncIterable<AdminEvent>;
	/** The store itself, for a restore; rejects with `AdminProblem` when a server has it open. */
	exclusively(): Promise<Pick<AdminParts, 'store' | 'secret'>>;
	close(): Promise<void>;
}

/** The same limits as in the server (server/server.ts), so that what opens here opens there. */
const POOL = { workers: 1, jobTimeoutMs: 20_000, heapMegabytes: 512, idleMs: 10_000 };

export async function accessStore(options: StoreAccessOptions): Promise<StoreAccess> {
	const { config, embedded, log } = options;
	const server = embedded ? await connectToServer(config.dataDir) : null;
	if (server !== null) {
		return {
			perform: (command) => server.perform(command),
			exclusively: () => Promise.reject(new AdminProblem(STOP_FIRST)),
			close: async () => server.close()
		};
	}
	let opened: Store | null = null;
	const open = async () => (opened ??= await openStore(options));
	const pool = new DocumentPool({ ...POOL, log });
	const secret = embedded ? secretFile(config.dataDir) : null;
	return {
		async *perform(command) {
			if (embedded) await mustExist(config.dataDir);
			const parts: AdminParts = {
				store: await open(),
				secret,
				pool,
				disconnect: () => (embedded ? 0 : null),
				now: Date.now
			};
			yield* perform(command, parts);
		},
		async exclusively() {
			if (embedded) await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
			return { store: await open(), secret };
		},
		async close() {
			await pool.close();
			await opened?.close();
		}
	};
}

const STOP_FIRST = 'A server is running on DATA_DIR: stop it, restore, then start it again.';

async function openStore({ config, embedded, openStore: open }: StoreAccessOptions): Promise<Store> {
	if (embedded) await mustBeOwner(config.dataDir);
	try {
		return await open();
	} catch (error) {
		throw new AdminProblem(`The store cannot be opened: ${reasonOf(error)}.`, { cause: error });
	}
}

async function mustExist(dataDir: string): Promise<void> {
	const found = await stat(dataDir).catch((error: unknown) => {
		if (systemCode(error) === 'ENOENT') return null;
		throw error;
	});
	if (found?.isDirectory() !== true) throw new AdminProblem(`There is no folder ${dataDir}: set DATA_DIR.`);
}

/** Root would leave files behind that the server's user cannot open. */
async function mustBeOwner(dataDir: string): Promise<void> {
	const { uid } = await stat(dataDir);
	if (process.getuid?.() === 0 && uid !== 0) {
		throw new AdminProblem(`${dataDir} belongs to user ${uid}: run this as that user, not as root.`);
	}
}

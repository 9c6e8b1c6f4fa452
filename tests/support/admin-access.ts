import { pino } from 'pino';
import type { SecretFile } from '../../server/access/secret.ts';
import type { AdminEvent } from '../../server/admin/events.ts';
import { run } from '../../server/admin/run.ts';
import type { Invocation } from '../../server/admin/arguments.ts';
import type { StoreAccess } from '../../server/admin/store-access.ts';
import { perform } from '../../server/admin/commands.ts';
import { DocumentPool } from '../../server/documents/pool.ts';
import type { Store } from '../../server/store/store.ts';

/** Commands on an open store, in this process. */
export interface Admin {
	/** What was said, in order; rejects when it cannot be done. */
	run(invocation: Exclude<Invocation, { kind: 'help' }>): Promise<Said>;
	close(): Promise<void>;
}

export interface Said {
	readonly lines: string[];
	readonly problems: string[];
}

export function adminOf(store: Store, secret: SecretFile | null = null): Admin {
	const pool = new DocumentPool({
		workers: 1,
		jobTimeoutMs: 20_000,
		heapMegabytes: 256,
		idleMs: 10_000,
		log: pino({ level: 'silent' })
	});
	const parts = { store, secret, pool, disconnect: () => 0, now: () => 0 };
	const access: StoreAccess = {
		perform: (command) => perform(command, parts),
		exclusively: async () => ({ store, secret }),
		close: async () => undefined
	};
	return {
		async run(invocation) {
			const said: Said = { lines: [], problems: [] };
			const show = ({ kind, text }: Exclude<AdminEvent, { kind: 'bytes' }>) => {
				if (kind !== 'progress') said[`${kind}s`].push(text);
			};
			await run(invocation, { access, show, folder: '/', signal: new AbortController().signal });
			return said;
		},
		close: () => pool.close()
	};
}

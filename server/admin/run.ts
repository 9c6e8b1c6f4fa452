import { resolve } from 'node:path';
import { unreachable } from '#model/unreachable.ts';
import { readBackupFile, writeBackupFile } from './backup-file.ts';
import type { Invocation } from './arguments.ts';
import type { AdminEvent } from './events.ts';
import { restore } from './restore.ts';
import type { StoreAccess } from './store-access.ts';
import { size } from './wording.ts';

export interface RunOptions {
	readonly access: StoreAccess;
	readonly show: (event: Exclude<AdminEvent, { kind: 'bytes' }>) => void;
	/** Where relative file names begin. */
	readonly folder: string;
	/** Gives up, and leaves nothing half done behind. */
	readonly signal: AbortSignal;
}

/** Rejects with `AdminProblem` when it cannot be done. */
export async function run(
	invocation: Exclude<Invocation, { kind: 'help' }>,
	{ access, show, folder, signal }: RunOptions
): Promise<void> {
	const showAll = async (events: AsyncIterable<AdminEvent>) => {
		for await (const event of events) {
			signal.throwIfAborted();
			if (event.kind !== 'bytes') show(event);
		}
	};
	switch (invocation.kind) {
		case 'backup': {
			const path = resolve(folder, invocation.file);
			const bytes = await writeBackupFile(path, bytesOf(access.perform({ kind: 'backup' }), show), signal);
			show({ kind: 'line', text: `Written to ${path}, ${size(bytes)}.` });
			return;
		}
		case 'restore': {
			const title = resolve(folder, invocation.file);
			const parts = await access.exclusively();
			const read = () => readBackupFile(title);
			return showAll(restore({ ...parts, title, read, merge: invocation.merge }));
		}
		case 'store':
			return showAll(access.perform(invocation.command));
		default:
			return unreachable(invocation);
	}
}

async function* bytesOf(
	events: AsyncIterable<AdminEvent>,
	show: RunOptions['show']
): AsyncGenerator<Uint8Array> {
	for await (const event of events) {
		if (event.kind === 'bytes') yield event.bytes;
		else show(event);
	}
}

import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { RecordStore } from '../store/store.ts';

/** The key of the identity cookies: the configured one, or one that is made once and kept beside the data. */
export async function loadSecret(dataDir: string, configured: string | null): Promise<string> {
	if (configured !== null) return configured;
	await mkdir(dataDir, { recursive: true });
	const file = secretFile(dataDir);
	const kept = await file.read();
	if (kept !== null) return kept;
	const secret = createSecret();
	await file.write(secret);
	return secret;
}

/** Where the key is when the store is not shared: in a file beside it, for its owner only. */
export interface SecretFile {
	/** `null`: there is none yet. Rejects with a sentence when it is damaged. */
	read(): Promise<string | null>;
	/** In place of what is there; on the disk when it resolves. */
	write(secret: string): Promise<void>;
}

export function secretFile(dataDir: string): SecretFile {
	const path = join(dataDir, 'secret');
	return { read: () => readSecret(path), write: (secret) => writeSecret(path, secret) };
}

/** Where it is in a shared store, and in a backup of either. */
export const SECRET_RECORD = { collection: 'deployment', key: 'secret' } as const;

export function isSecret({
	collection,
	key
}: {
	readonly collection: string;
	readonly key: string;
}): boolean {
	return collection === SECRET_RECORD.collection && key === SECRET_RECORD.key;
}

const StoredSecret = v.object({ secret: v.pipe(v.string(), v.minLength(32)) });

/**
 * The same for all nodes that share a store: the first of them makes it, all take what is stored. What was kept in
 * `dataDir` is taken over, so that whoever moves to a shared store stays who they are.
 */
export async function loadSharedSecret(
	records: RecordStore,
	dataDir: string,
	configured: string | null
): Promise<string> {
	if (configured !== null) return configured;
	const { collection, key } = SECRET_RECORD;
	if ((await records.get(collection, key)) === null) {
		const secret = (await secretFile(dataDir).read()) ?? createSecret();
		await records.put(collection, key, { secret }, 0);
	}
	const secret = secretIn((await records.get(collection, key))?.value);
	if (secret !== null) return secret;
	throw new Error('The stored secret of the cookies is damaged. Set SECRET: then all must join anew.');
}

/** The key that is in the value of such a record; `null` when none is. */
export function secretIn(value: unknown): string | null {
	const stored = v.safeParse(StoredSecret, value);
	return stored.success ? stored.output.secret : null;
}

function createSecret(): string {
	return randomBytes(32).toString('base64url');
}

async function readSecret(path: string): Promise<string | null> {
	try {
		const secret = (await readFile(path, 'utf8')).trim();
		// Made, but cut off by the end of the power before anything was signed with it.
		if (secret === '') return null;
		if (secret.length >= 32) return secret;
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
		throw error;
	}
	// A new key would make strangers of everybody, and a short one can be guessed.
	throw new Error(`${path} is damaged. Put back the file as it was, or remove it: then all must join anew.`);
}

async function writeSecret(path: string, secret: string): Promise<void> {
	const beside = `${path}.part`;
	const file = await open(beside, 'w', 0o600);
	try {
		await file.writeFile(`${secret}\n`);
		await file.sync();
	} finally {
		await file.close();
	}
	await rename(beside, path);
}

import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { RecordStore } from '../store/store.ts';

/** The key of the identity cookies: the configured one, or one that is made once and kept beside the data. */
export async function loadSecret(dataDir: string, configured: string | null): Promise<string> {
	if (configured !== null) return configured;
	await mkdir(dataDir, { recursive: true });
	const path = join(dataDir, 'secret');
	return (await readSecret(path)) ?? (await makeSecret(path));
}

const COLLECTION = 'deployment';
const KEY = 'secret';
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
	if ((await records.get(COLLECTION, KEY)) === null) {
		const secret = (await readSecret(join(dataDir, 'secret'))) ?? createSecret();
		await records.put(COLLECTION, KEY, { secret }, 0);
	}
	const stored = v.safeParse(StoredSecret, (await records.get(COLLECTION, KEY))?.value);
	if (stored.success) return stored.output.secret;
	throw new Error('The stored secret of the cookies is damaged. Set SECRET: then all must join anew.');
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

async function makeSecret(path: string): Promise<string> {
	const secret = createSecret();
	const file = await open(path, 'w', 0o600);
	try {
		await file.writeFile(`${secret}\n`);
		await file.sync();
	} finally {
		await file.close();
	}
	return secret;
}

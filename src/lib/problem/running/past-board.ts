import type { OpenDocument } from '$lib/sync/open-document.ts';
import { openOldDocument } from '$lib/sync/old-document.ts';
import type { PhaseId } from '#model/problem/method.ts';
import { versionAddress, versionsAddress, type BoardVersions } from '#protocol/versions.ts';

const TIMEOUT_MS = 30_000;

/** `null`: it was not kept at that moment. */
export type PastBoard =
	| { readonly ok: true; readonly at: number; readonly document: OpenDocument }
	| { readonly ok: false; readonly why: 'offline' | 'not-kept' };

/** The board as it was when a phase ended, the last time that it did; nobody can change it. Never rejects. */
export async function openPastBoard(
	opened: Pick<OpenDocument, 'name' | 'credentials'>,
	phase: PhaseId
): Promise<PastBoard> {
	const { name, credentials } = opened;
	const get = (address: string): Promise<Response> =>
		credentials.fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS) });
	try {
		const list = await get(versionsAddress(name));
		if (!list.ok) return { ok: false, why: 'offline' };
		const { versions } = (await list.json()) as BoardVersions;
		// The latest comes first.
		const version = versions.find((one) => one.phase?.id === phase);
		if (version === undefined) return { ok: false, why: 'not-kept' };
		const bytes = await get(versionAddress(name, version.id));
		if (!bytes.ok) return { ok: false, why: 'offline' };
		const document = openOldDocument(opened, new Uint8Array(await bytes.arrayBuffer()));
		return { ok: true, at: version.at, document };
	} catch {
		return { ok: false, why: 'offline' };
	}
}

import type { ApiRefusal } from '#protocol/api.ts';
import type { OpenDocument } from '$lib/sync/open-document.ts';
import {
	versionAddress,
	versionsAddress,
	type BoardVersion,
	type BoardVersions,
	type MakeVersion,
	type VersionId,
	type VersionMade
} from '#protocol/versions.ts';
import type { t } from '$lib/messages/whiteboard-versions.ts';

export type VersionFailure = keyof typeof t.failures;

export type Answer<T> =
	{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: VersionFailure };

/** The versions of one board, on the server. Nothing here rejects. */
export interface VersionsApi {
	/** The latest first. */
	list(): Promise<Answer<readonly BoardVersion[]>>;
	bytes(version: VersionId): Promise<Answer<Uint8Array>>;
	/** `null`: there was no need for one. */
	make(asked: MakeVersion): Promise<Answer<BoardVersion | null>>;
	name(version: VersionId, name: string | null): Promise<Answer<BoardVersion | null>>;
}

const TIMEOUT_MS = 30_000;

export function versionsApi({
	name: document,
	credentials: { fetch }
}: Pick<OpenDocument, 'name' | 'credentials'>): VersionsApi {
	const list = versionsAddress(document);
	return {
		list: () =>
			ask(fetch, list, undefined, async (response) => ((await response.json()) as BoardVersions).versions),
		bytes: (version) =>
			ask(
				fetch,
				versionAddress(document, version),
				undefined,
				async (response) => new Uint8Array(await response.arrayBuffer())
			),
		make: (asked) => ask(fetch, list, asked, madeIn),
		name: (version, name) => ask(fetch, versionAddress(document, version), { name }, madeIn)
	};
}

async function madeIn(response: Response): Promise<BoardVersion | null> {
	return ((await response.json()) as VersionMade).made;
}

async function ask<T>(
	fetch: typeof globalThis.fetch,
	address: string,
	body: object | undefined,
	read: (response: Response) => Promise<T>
): Promise<Answer<T>> {
	try {
		const signal = AbortSignal.timeout(TIMEOUT_MS);
		const response = await fetch(
			address,
			body === undefined
				? { signal }
				: {
						signal,
						method: 'POST',
						headers: { 'content-type': 'application/json' },
						body: JSON.stringify(body)
					}
		);
		if (response.ok) return { ok: true, value: await read(response) };
		return { ok: false, why: failureOf(await response.json().catch(() => null)) };
	} catch {
		return { ok: false, why: 'offline' };
	}
}

/** A body without a refusal is not our server's: something in between answered for it. */
function failureOf(body: unknown): VersionFailure {
	const { refusal } = (body ?? {}) as Partial<ApiRefusal>;
	switch (refusal) {
		case 'slow-down':
		case 'full':
		case 'forbidden':
		case 'not-found':
			return refusal;
		default:
			return 'unavailable';
	}
}

import type { MethodShelf } from '$lib/problem/own-methods/shelf.ts';
import type { SessionConnection } from '$lib/session/session-connection.svelte.ts';
import { deviceStorage } from '$lib/ui/device-storage.ts';

/** The methods that this session's people made; rejects when the program for it cannot be fetched. */
export async function sessionMethods({
	id,
	credentials
}: Pick<SessionConnection, 'id' | 'credentials'>): Promise<MethodShelf> {
	const { methodShelf } = await import('$lib/problem/own-methods/shelf.ts');
	return methodShelf({ session: id, fetch: credentials.fetch, storage: deviceStorage() });
}

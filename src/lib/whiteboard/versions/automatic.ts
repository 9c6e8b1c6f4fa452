import type { Board } from '#model/whiteboard/board.ts';
import { versionsAddress } from '#protocol/versions.ts';
import type { OpenDocument } from '$lib/sync/open-document.ts';

/** So long after the first change since the last time, the server is asked to keep a version; it decides for all of us. */
const AFTER_MS = 10 * 60_000;

/** Has versions kept of a board while somebody changes it here. Returns the function that stops it. */
export function keepVersions(
	board: Board,
	{ name, credentials }: Pick<OpenDocument, 'name' | 'credentials'>
): () => void {
	let timer: ReturnType<typeof setTimeout> | null = null;
	const ask = (): void => {
		timer = null;
		// Whether it comes of it is nothing that anybody waits for; the next change asks again.
		void credentials
			.fetch(versionsAddress(name), {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: '{"why":"automatic"}'
			})
			.catch(() => undefined);
	};
	const unobserve = board.observe(({ local }) => {
		if (local) timer ??= setTimeout(ask, AFTER_MS);
	});
	return () => {
		unobserve();
		if (timer !== null) clearTimeout(timer);
	};
}

import type { Credentials } from '$lib/sync/credentials.ts';
import type { ApiRefusal } from '#protocol/api.ts';
import type { DocumentName } from '#protocol/documents.ts';
import { FILE_TYPE } from '#model/images/stored-type.ts';
import { AS_FILE, imageAddress, type ImageHash } from '#protocol/images.ts';
import type { Sending } from './sending.ts';

export type SendOutcome =
	| { readonly at: 'sent' }
	/** No line, a busy server: not before so long. */
	| { readonly at: 'later'; readonly afterMs: number }
	| Extract<Sending, { readonly at: 'refused' }>;

/** As long as the server waits for all of a body. */
const TIMEOUT_MS = 120_000;
/** Each is a repaint of the image. */
const PROGRESS_EVERY_MS = 250;

/** Puts an image on the server. Never rejects. */
export function sendImage(
	credentials: Credentials,
	document: DocumentName,
	hash: ImageHash,
	blob: Blob,
	progress: (percent: number) => void
): Promise<SendOutcome> {
	return new Promise((resolve) => {
		// `fetch` tells nothing of what has been sent.
		const request = new XMLHttpRequest();
		const address = imageAddress(document, hash);
		request.open('PUT', blob.type === FILE_TYPE ? `${address}?${AS_FILE}` : address);
		for (const [name, value] of Object.entries(credentials.headers)) request.setRequestHeader(name, value);
		request.timeout = TIMEOUT_MS;
		let toldAt = performance.now();
		request.upload.onprogress = ({ loaded, total }) => {
			if (performance.now() - toldAt < PROGRESS_EVERY_MS) return;
			toldAt = performance.now();
			progress(Math.min(99, Math.round((loaded / Math.max(1, total)) * 100)));
		};
		request.onload = () => resolve(outcomeOf(request));
		request.onerror = () => resolve({ at: 'later', afterMs: 0 });
		request.ontimeout = () => resolve({ at: 'later', afterMs: 0 });
		request.onabort = () => resolve({ at: 'later', afterMs: 0 });
		request.send(blob);
	});
}

function outcomeOf({ status, responseText }: XMLHttpRequest): SendOutcome {
	if (status >= 200 && status < 300) return { at: 'sent' };
	const { refusal, retryAfter = 0 } = bodyOf(responseText);
	switch (refusal) {
		case 'forbidden':
		case 'not-found':
			return { at: 'refused', why: 'no-right' };
		case 'full':
			return { at: 'refused', why: 'board-full' };
		case 'invalid':
		case 'too-large':
			return { at: 'refused', why: 'not-taken' };
		case 'slow-down':
			return { at: 'later', afterMs: retryAfter * 1000 };
		default:
			return { at: 'later', afterMs: 0 };
	}
}

/** An answer without a refusal is not our server's: something in between answered for it. */
function bodyOf(text: string): Partial<ApiRefusal> {
	try {
		const body: unknown = JSON.parse(text);
		return typeof body === 'object' && body !== null ? body : {};
	} catch {
		return {};
	}
}

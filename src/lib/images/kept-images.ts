import { t } from '$lib/messages/whiteboard-images.ts';
import type { Credentials } from '$lib/sync/credentials.ts';
import { toast } from '$lib/ui/toast.svelte.ts';
import type { DocumentName } from '#protocol/documents.ts';
import { imageAddress, parseImageHash, type ImageHash } from '#protocol/images.ts';
import { prepareAnyFile, type PreparedAnyFile } from './prepare-any-file.ts';
import { preparePdf, type PreparedFile } from './prepare-file.ts';
import { prepareImage, type Prepared } from './prepare.ts';
import { sendImage } from './send.ts';
import { Uploads } from './uploads.ts';
import { openWaitingImages } from './waiting-images.ts';
import { markWaitingImages } from './waiting-mark.ts';

export interface KeptImagesParts {
	readonly document: DocumentName;
	readonly credentials: Credentials;
	/** Without the right to write there, what waits goes on waiting. */
	readonly writes: boolean;
	/** An image looks different now, or is on its way. */
	readonly changed: (hash: ImageHash) => void;
	/** The line is back. */
	readonly online: () => void;
}

/** The bytes of one document's images: on this device until the server has them, and from there. */
export interface KeptImages {
	/** Makes an image fit to be kept, keeps it on this device and begins to send it. */
	keep(file: Blob): Promise<Prepared>;
	/** Keeps a PDF as it is on this device, and begins to send it. */
	keepPdf(file: Blob): Promise<PreparedFile>;
	/** Keeps a file of any kind as it is on this device, and begins to send it. */
	keepFile(file: Blob): Promise<PreparedAnyFile>;
	/** Has images of another document here as well; those that cannot be had are left out. */
	bringFrom(document: DocumentName, hashes: Iterable<string>): Promise<void>;
	/** All bytes of an image; `null` when the server does not have it (yet). Rejects when there is no answer. */
	bytes(hash: ImageHash): Promise<Blob | null>;
	readonly uploads: Uploads;
	destroy(): void;
}

export function keepImages({ document, credentials, writes, changed, online }: KeptImagesParts): KeptImages {
	const waiting = openWaitingImages();
	const uploads = new Uploads({
		document,
		writes,
		waiting,
		send: (...image) => sendImage(credentials, ...image),
		mark: (waits) => markWaitingImages(document, waits),
		refused: (why) =>
			toast.show({
				text: t.refused[why],
				kind: 'problem',
				action: { label: t.tryAgain, run: () => uploads.tryAgain() }
			}),
		changed,
		later: (work, ms) => {
			const timer = setTimeout(work, ms);
			return () => clearTimeout(timer);
		}
	});
	const onOnline = (): void => {
		uploads.tryAgain();
		online();
	};
	window.addEventListener('online', onOnline);
	return {
		uploads,
		async keep(file) {
			const prepared = await prepareImage(file);
			if (!prepared.ok) return prepared;
			const kept = await uploads.add(prepared.hash, prepared.blob);
			if (!kept) toast.show({ text: t.notKept, kind: 'problem' });
			return prepared;
		},
		async keepFile(file) {
			const prepared = await prepareAnyFile(file);
			if (prepared.ok && !(await uploads.add(prepared.hash, prepared.blob)))
				toast.show({ text: t.notKept, kind: 'problem' });
			return prepared;
		},
		async keepPdf(file) {
			const prepared = await preparePdf(file);
			if (!prepared.ok) return prepared;
			if (!(await uploads.add(prepared.hash, prepared.blob)))
				toast.show({ text: t.notKept, kind: 'problem' });
			return prepared;
		},
		async bringFrom(other, hashes) {
			const unsent = await waiting.of(other);
			for (const text of hashes) {
				const hash = parseImageHash(text);
				if (hash === null) continue;
				const blob = unsent.get(hash) ?? (await fetchImage(credentials, other, hash).catch(() => null));
				if (blob !== null) await uploads.add(hash, blob);
			}
		},
		bytes: async (hash) => (await uploads.bytes(hash)) ?? fetchImage(credentials, document, hash),
		destroy() {
			window.removeEventListener('online', onOnline);
			uploads.destroy();
		}
	};
}

/** `null` when the server does not have it (yet). Rejects when there is no answer. */
async function fetchImage(
	credentials: Credentials,
	document: DocumentName,
	hash: ImageHash
): Promise<Blob | null> {
	// What has this name never changes, so any copy will do, however old.
	const response = await credentials.fetch(imageAddress(document, hash), { cache: 'force-cache' });
	if (response.status === 200) return response.blob();
	if (response.status === 204 || response.status === 404) return null;
	throw new Error(`The image was answered with ${response.status}`);
}

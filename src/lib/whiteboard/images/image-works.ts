import { toast } from '$lib/ui/toast.svelte.ts';
import type { Credentials } from '$lib/sync/credentials.ts';
import { t } from '$lib/messages/whiteboard-images.ts';
import type { ImageShape } from '#model/whiteboard/shapes/image.ts';
import type { DocumentName } from '#protocol/documents.ts';
import { imageAddress, parseImageHash, type ImageHash } from '#protocol/images.ts';
import type { Picture, Pictures } from '../render/painters/painter.ts';
import { PictureCache } from './picture-cache.ts';
import { prepareImage, type Prepared } from './prepare.ts';
import { sendImage } from './send.ts';
import { Uploads } from './uploads.ts';
import { openWaitingImages } from './waiting-images.ts';
import { markWaitingImages } from './waiting-mark.ts';

export interface ImageWorksParts {
	readonly document: DocumentName;
	readonly credentials: Credentials;
	readonly writes: boolean;
	readonly changed: (hash: string) => void;
}

/** All that a board does with images, beside showing where they are. */
export interface ImageWorks extends Pictures {
	/** Makes an image fit to be kept, keeps it on this device and begins to send it. */
	keep(file: Blob): Promise<Prepared>;
	/** Has the images of another board here as well, as when shapes are pasted; those that cannot be had are left out. */
	bringFrom(document: DocumentName, hashes: Iterable<string>): Promise<void>;
	/** All bytes of an image; `null` when they cannot be had. */
	bytes(hash: string): Promise<Blob | null>;
	readonly uploads: Uploads;
	destroy(): void;
}

export function createImageWorks({ document, credentials, writes, changed }: ImageWorksParts): ImageWorks {
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
	const cache = new PictureCache({ bytes: (hash) => bytes(hash), changed });

	async function bytes(hash: ImageHash): Promise<Blob | null> {
		return (await uploads.bytes(hash)) ?? fetchImage(credentials, document, hash);
	}

	const onOnline = (): void => {
		uploads.tryAgain();
		cache.tryAgain();
	};
	window.addEventListener('online', onOnline);

	return {
		uploads,
		of(shape: ImageShape, pixels: number): Picture {
			const hash = parseImageHash(shape.hash);
			if (hash === null) return { at: 'missing' };
			const picture = cache.of(hash, shape.natural, pixels);
			return picture.at === 'here' ? { ...picture, sending: uploads.stateOf(hash) } : picture;
		},
		async keep(file) {
			const prepared = await prepareImage(file);
			if (!prepared.ok) return prepared;
			const kept = await uploads.add(prepared.hash, prepared.blob);
			if (!kept) toast.show({ text: t.notKept, kind: 'problem' });
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
		async bytes(text) {
			const hash = parseImageHash(text);
			return hash && bytes(hash);
		},
		destroy() {
			window.removeEventListener('online', onOnline);
			cache.destroy();
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

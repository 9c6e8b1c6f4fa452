import { t } from '$lib/messages/page-objects.ts';
import { t as images } from '$lib/messages/whiteboard-images.ts';
import type { OpenDocument } from '$lib/sync/open-document.ts';
import { toast } from '$lib/ui/toast.svelte.ts';
import type { PageObject } from '#model/page/objects/object.ts';
import type { SharedWorks } from '../object-actions.ts';
import { PageMedia } from './page-media.svelte.ts';

/** After so long, people are told that something is under way. */
const SAY_AFTER_MS = 300;
const MOST_AT_ONCE = 20;

/**
 * Makes files fit, keeps them on this device and begins to send them: images as images, everything else as files. What cannot
 * be added is said in words.
 */
export async function objectsOfFiles(
	document: OpenDocument,
	works: SharedWorks,
	files: readonly File[]
): Promise<PageObject[]> {
	const media = (works.media ??= new PageMedia(document));
	const taken = files.slice(0, MOST_AT_ONCE);
	if (taken.length < files.length) toast.show({ text: images.tooMany(MOST_AT_ONCE), kind: 'problem' });
	const saying = setTimeout(() => toast.show({ text: t.preparing(taken.length) }), SAY_AFTER_MS);
	const objects: PageObject[] = [];
	try {
		// One after another: each image is decoded as a whole while it is made smaller.
		for (const file of taken) {
			const object = await objectOfFile(media, file);
			if (typeof object !== 'string') objects.push(object);
			else toast.show({ text: images.ofFile(taken.length > 1 ? file.name : '', object), kind: 'problem' });
		}
	} finally {
		clearTimeout(saying);
	}
	if (objects.length > 0 && !navigator.onLine) toast.show({ text: images.offline });
	return objects;
}

/** Why it cannot be added, in words, where it cannot. */
async function objectOfFile({ kept }: PageMedia, file: File): Promise<PageObject | string> {
	if (file.type.startsWith('image/')) {
		const image = await kept.keep(file);
		if (image.ok) {
			const { w, h } = image.natural;
			return { type: 'image', hash: image.hash, w, h, alt: '', caption: '', width: 100 };
		}
		if (image.why !== 'not-an-image') return images.problems[image.why];
	}
	const kind = await kept.keepFile(file);
	return kind.ok
		? { type: 'file', hash: kind.hash, name: file.name, size: kind.size }
		: t.fileProblems[kind.why];
}

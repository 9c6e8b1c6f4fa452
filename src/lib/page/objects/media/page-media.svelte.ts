import { keepImages, type KeptImages } from '$lib/images/kept-images.ts';
import type { Sending } from '$lib/images/sending.ts';
import type { OpenDocument } from '$lib/sync/open-document.ts';
import { parseImageHash, type ImageHash } from '#protocol/images.ts';

/** How something that was added can be shown now. */
export type ShownMedia =
	| { readonly at: 'loading' }
	/** `sending`: `null` when the server has it. */
	| { readonly at: 'here'; readonly url: string; readonly sending: Sending | null }
	/** Nobody has brought its bytes yet; it is asked for again. */
	| { readonly at: 'missing' };

interface Fetched {
	url: string | null;
	tries: number;
	isMissing: boolean;
	timer: ReturnType<typeof setTimeout> | undefined;
}

const FIRST_RETRY_MS = 3_000;
const LONGEST_RETRY_MS = 60_000;

/** The images and files of one page: kept on this device until the server has them, and shown from there. */
export class PageMedia {
	readonly kept: KeptImages;
	readonly #fetched = new Map<ImageHash, Fetched>();
	#isGone = false;
	/** Counts what looks different now. */
	#changes = $state.raw(0);

	constructor({ name, credentials, canWrite }: OpenDocument) {
		this.kept = keepImages({
			document: name,
			credentials,
			writes: canWrite,
			changed: () => this.#changes++,
			online: () => this.#tryAgain()
		});
	}

	/** An image, which is asked for where nobody has. */
	image(text: string): ShownMedia {
		void this.#changes;
		const hash = parseImageHash(text);
		if (hash === null) return { at: 'missing' };
		const found = this.#fetched.get(hash) ?? this.#begin(hash);
		if (found.url !== null) return { at: 'here', url: found.url, sending: this.kept.uploads.stateOf(hash) };
		return { at: found.isMissing ? 'missing' : 'loading' };
	}

	/** Whether something added here is still on its way; `null`: it is not, as far as this device knows. */
	sending(text: string): Sending | null {
		void this.#changes;
		const hash = parseImageHash(text);
		return hash && this.kept.uploads.stateOf(hash);
	}

	destroy(): void {
		this.#isGone = true;
		this.kept.destroy();
		for (const { url, timer } of this.#fetched.values()) {
			clearTimeout(timer);
			if (url !== null) URL.revokeObjectURL(url);
		}
		this.#fetched.clear();
	}

	#begin(hash: ImageHash): Fetched {
		const fetched: Fetched = { url: null, tries: 0, isMissing: false, timer: undefined };
		this.#fetched.set(hash, fetched);
		void this.#fetch(hash, fetched);
		return fetched;
	}

	async #fetch(hash: ImageHash, fetched: Fetched): Promise<void> {
		const bytes = await this.kept.bytes(hash).catch(() => null);
		if (this.#isGone) return;
		// What was sent as a file is no image, whatever a page says.
		if (bytes?.type.startsWith('image/') === true) fetched.url = URL.createObjectURL(bytes);
		else {
			fetched.isMissing = true;
			const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** fetched.tries++);
			fetched.timer = setTimeout(() => void this.#fetch(hash, fetched), wait);
		}
		this.#changes++;
	}

	#tryAgain(): void {
		for (const [hash, fetched] of this.#fetched) {
			if (fetched.url !== null || !fetched.isMissing) continue;
			clearTimeout(fetched.timer);
			void this.#fetch(hash, fetched);
		}
	}
}

import type { DocumentName } from '#protocol/documents.ts';
import type { ImageHash } from '#protocol/images.ts';
import type { SendOutcome } from './send.ts';
import type { Sending } from './sending.ts';
import type { WaitingImages } from './waiting-images.ts';

export interface UploadsParts {
	readonly document: DocumentName;
	/** Without the right, what waits goes on waiting. */
	readonly writes: boolean;
	readonly waiting: WaitingImages;
	readonly send: (
		document: DocumentName,
		hash: ImageHash,
		blob: Blob,
		progress: (percent: number) => void
	) => Promise<SendOutcome>;
	/** Something waits on this device, or nothing any more. */
	readonly mark: (waits: boolean) => void;
	readonly changed: (hash: ImageHash) => void;
	readonly refused: (why: Extract<Sending, { at: 'refused' }>['why']) => void;
	readonly later: (work: () => void, ms: number) => () => void;
}

interface Upload {
	readonly blob: Blob;
	state: Sending;
	tries: number;
	cancelRetry: (() => void) | null;
}

const AT_ONCE = 2;
const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 60_000;

/** Sends images to the server, one after another, until they are there: kept on this device meanwhile. */
export class Uploads {
	readonly #parts: UploadsParts;
	readonly #uploads = new Map<ImageHash, Upload>();
	readonly #loaded: Promise<void>;
	#sending = 0;
	#closed = false;

	constructor(parts: UploadsParts) {
		this.#parts = parts;
		this.#loaded = parts.waiting.of(parts.document).then((images) => {
			for (const [hash, blob] of images) this.#take(hash, blob);
			this.#mark();
			this.#next();
		});
	}

	/** `null`: there is nothing to say, the server has it or it is somebody else's. */
	stateOf(hash: ImageHash): Sending | null {
		return this.#uploads.get(hash)?.state ?? null;
	}

	/** Of what waits here; `null` for everything else. */
	async bytes(hash: ImageHash): Promise<Blob | null> {
		await this.#loaded;
		return this.#uploads.get(hash)?.blob ?? null;
	}

	/** Resolves when the device has it, or refuses to: then it is in this tab only. */
	async add(hash: ImageHash, blob: Blob): Promise<boolean> {
		await this.#loaded;
		this.#take(hash, blob);
		const kept = await this.#parts.waiting.add(this.#parts.document, hash, blob);
		this.#mark();
		this.#next();
		return kept;
	}

	/** The line is back, or somebody asks for it. */
	tryAgain(): void {
		for (const upload of this.#uploads.values()) {
			upload.cancelRetry?.();
			upload.cancelRetry = null;
			if (upload.state.at === 'refused') upload.state = { at: 'waiting' };
		}
		this.#next();
	}

	/** What waits stays on the device for the next visit. */
	destroy(): void {
		this.#closed = true;
		for (const upload of this.#uploads.values()) upload.cancelRetry?.();
	}

	#take(hash: ImageHash, blob: Blob): void {
		if (this.#uploads.has(hash)) return;
		this.#uploads.set(hash, { blob, state: { at: 'waiting' }, tries: 0, cancelRetry: null });
	}

	#next(): void {
		if (!this.#parts.writes || this.#closed) return;
		for (const [hash, upload] of this.#uploads) {
			if (this.#sending >= AT_ONCE) return;
			if (upload.state.at !== 'waiting' || upload.cancelRetry !== null) continue;
			this.#sending++;
			this.#show(hash, upload, { at: 'sending', percent: 0 });
			void this.#send(hash, upload).finally(() => {
				this.#sending--;
				this.#next();
			});
		}
	}

	async #send(hash: ImageHash, upload: Upload): Promise<void> {
		const { document, send, waiting, refused, later } = this.#parts;
		const outcome = await send(document, hash, upload.blob, (percent) => {
			if (!this.#closed) this.#show(hash, upload, { at: 'sending', percent });
		});
		if (this.#closed) return;
		switch (outcome.at) {
			case 'sent':
				this.#uploads.delete(hash);
				await waiting.remove(document, hash);
				this.#mark();
				this.#parts.changed(hash);
				return;
			case 'refused':
				this.#show(hash, upload, outcome);
				refused(outcome.why);
				return;
			case 'later': {
				const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** upload.tries++);
				upload.cancelRetry = later(
					() => {
						upload.cancelRetry = null;
						this.#next();
					},
					Math.max(wait, outcome.afterMs)
				);
				this.#show(hash, upload, { at: 'waiting' });
			}
		}
	}

	#show(hash: ImageHash, upload: Upload, state: Sending): void {
		upload.state = state;
		this.#parts.changed(hash);
	}

	#mark(): void {
		this.#parts.mark(this.#uploads.size > 0);
	}
}

import type { Credentials } from '$lib/sync/credentials.ts';
import type { DocumentName } from '#protocol/documents.ts';
import type { ImageShape } from '#model/whiteboard/shapes/image.ts';
import type { Picture, Pictures } from '../render/painters/painter.ts';
import type { ImageWorks } from './image-works.ts';

export interface BoardImagesParts {
	readonly document: DocumentName;
	readonly credentials: Credentials;
	readonly writes: boolean;
	/** Whether this device holds images of the board that the server does not have yet. */
	readonly hasWaiting: boolean;
}

/**
 * The images of one open board. What decodes, sends and keeps them is fetched when the first one is asked for: most
 * boards have none, and none is needed for the first stroke.
 */
export class BoardImages implements Pictures {
	readonly #parts: BoardImagesParts;
	readonly #observers = new Set<(hash: string) => void>();
	#works: ImageWorks | null = null;
	#loading: Promise<ImageWorks> | null = null;
	/** Asked for before there was anything to answer with. */
	readonly #asked = new Set<string>();
	#closed = false;

	constructor(parts: BoardImagesParts) {
		this.#parts = parts;
		if (parts.hasWaiting && parts.writes) this.load().catch(() => undefined);
	}

	get document(): DocumentName {
		return this.#parts.document;
	}

	of(shape: ImageShape, pixels: number): Picture {
		if (this.#works !== null) return this.#works.of(shape, pixels);
		this.#asked.add(shape.hash);
		// Offline, say: the next painting asks again.
		this.load().catch(() => undefined);
		return { at: 'loading' };
	}

	/** Rejects when it cannot be fetched; the next call tries again. */
	load(): Promise<ImageWorks> {
		this.#loading ??= this.#fetch().catch((error: unknown) => {
			this.#loading = null;
			throw error;
		});
		return this.#loading;
	}

	/** Hears that an image looks different now. Returns the function that stops it. */
	observe(observer: (hash: string) => void): () => void {
		this.#observers.add(observer);
		return () => this.#observers.delete(observer);
	}

	destroy(): void {
		this.#closed = true;
		this.#observers.clear();
		this.#works?.destroy();
	}

	async #fetch(): Promise<ImageWorks> {
		const { createImageWorks } = await import('./image-works.ts');
		const changed = (hash: string): void => this.#observers.forEach((observer) => observer(hash));
		const works = createImageWorks({ ...this.#parts, changed });
		if (this.#closed) works.destroy();
		else this.#works = works;
		this.#asked.forEach(changed);
		this.#asked.clear();
		return works;
	}
}

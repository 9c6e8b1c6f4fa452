import type { ImageShape } from '#model/whiteboard/shapes/image.ts';
import type { Copied } from '../../copies.ts';
import type { Picture, Pictures } from '../../render/painters/painter.ts';

/** The bytes of an image; `null` when they cannot be had. */
export type ImageBytes = (hash: string) => Promise<Blob | null>;

/** The images of what is exported, all of them and whole, since nothing is painted again when one comes later. */
export class ExportedImages implements Pictures {
	readonly blobs: ReadonlyMap<string, Blob>;
	readonly #decoded: ReadonlyMap<string, ImageBitmap>;

	private constructor(blobs: ReadonlyMap<string, Blob>, decoded: ReadonlyMap<string, ImageBitmap>) {
		this.blobs = blobs;
		this.#decoded = decoded;
	}

	static async of(pieces: readonly Copied[], bytes: ImageBytes): Promise<ExportedImages> {
		const hashes = new Set(pieces.flatMap(({ shape }) => (shape.type === 'image' ? shape.hash : [])));
		const blobs = new Map<string, Blob>();
		const decoded = new Map<string, ImageBitmap>();
		for (const hash of hashes) {
			// One that is missing is shown as its place; the rest is exported all the same.
			const blob = await bytes(hash).catch(() => null);
			const bitmap = blob && (await createImageBitmap(blob).catch(() => null));
			if (blob !== null) blobs.set(hash, blob);
			if (bitmap) decoded.set(hash, bitmap);
		}
		return new ExportedImages(blobs, decoded);
	}

	of(shape: ImageShape): Picture {
		const source = this.#decoded.get(shape.hash);
		return source === undefined ? { at: 'missing' } : { at: 'here', source };
	}

	close(): void {
		for (const bitmap of this.#decoded.values()) bitmap.close();
	}
}

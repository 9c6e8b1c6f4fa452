import { keepImages, type KeptImages, type KeptImagesParts } from '$lib/images/kept-images.ts';
import type { ImageShape } from '#model/whiteboard/shapes/image.ts';
import { parseImageHash } from '#protocol/images.ts';
import type { Picture, Pictures } from '../render/painters/painter.ts';
import { PictureCache } from './picture-cache.ts';

export interface ImageWorksParts extends Pick<KeptImagesParts, 'document' | 'credentials' | 'writes'> {
	readonly changed: (hash: string) => void;
}

/** All that a board does with images, beside showing where they are. */
export interface ImageWorks extends Pictures, Omit<KeptImages, 'bytes'> {
	/** All bytes of an image; `null` when they cannot be had. */
	bytes(hash: string): Promise<Blob | null>;
}

export function createImageWorks({ changed, ...parts }: ImageWorksParts): ImageWorks {
	const kept = keepImages({ ...parts, changed, online: () => cache.tryAgain() });
	const { uploads } = kept;
	const cache = new PictureCache({ bytes: (hash) => kept.bytes(hash), changed });

	return {
		...kept,
		of(shape: ImageShape, pixels: number): Picture {
			const hash = parseImageHash(shape.hash);
			if (hash === null) return { at: 'missing' };
			const picture = cache.of(hash, shape.natural, pixels);
			return picture.at === 'here' ? { ...picture, sending: uploads.stateOf(hash) } : picture;
		},
		async bytes(text) {
			const hash = parseImageHash(text);
			return hash && kept.bytes(hash);
		},
		destroy() {
			cache.destroy();
			kept.destroy();
		}
	};
}

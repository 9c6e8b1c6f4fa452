import type { Thread } from '#model/whiteboard/comments/comments.ts';
import type { Copied } from '../../copies.ts';
import { createMeasure } from '../../render/faces.ts';
import { storedComments } from '../comments.ts';
import { dataUrlsOf } from '../data-url.ts';
import { writeExcalidraw } from '../excalidraw/write.ts';
import { ownJson } from '../own-write.ts';
import { ExportedImages, type ImageBytes } from './images.ts';
import { outlineOf, type OutlineWords } from './outline.ts';
import { framesIn, Picture } from './picture.ts';
import { writePng } from './png.ts';
import { type ThemeName, themeOf } from './themes.ts';
import { writePdfOf, writeSvg } from './vector.ts';

export const FORMATS = ['png', 'svg', 'pdf', 'json', 'excalidraw', 'markdown'] as const;
export type Format = (typeof FORMATS)[number];

export const EXTENSIONS: Readonly<Record<Format, string>> = {
	png: 'png',
	svg: 'svg',
	pdf: 'pdf',
	json: 'commonplace.json',
	excalidraw: 'excalidraw',
	markdown: 'md'
};

export interface ExportOptions {
	readonly title: string;
	readonly theme: ThemeName;
	readonly withPaper: boolean;
	/** Of a PNG: pixels a board unit. */
	readonly scale: number;
	/** Of a PDF: each frame on a page of its own, where there are any. */
	readonly byFrame: boolean;
	readonly imageBytes: ImageBytes;
	/** What people said about it, for the formats that can carry it. */
	readonly comments: readonly Thread[];
	readonly words: OutlineWords;
}

/** The file. @throws when the browser cannot make it. */
export async function exported(
	format: Format,
	pieces: readonly Copied[],
	options: ExportOptions
): Promise<Blob> {
	if (format === 'markdown')
		return new Blob([outlineOf(pieces, options)], { type: 'text/markdown;charset=utf-8' });
	const images = await ExportedImages.of(pieces, options.imageBytes);
	try {
		return await written(format, pieces, images, options);
	} finally {
		images.close();
	}
}

async function written(
	format: Exclude<Format, 'markdown'>,
	pieces: readonly Copied[],
	images: ExportedImages,
	options: ExportOptions
): Promise<Blob> {
	const { title, withPaper } = options;
	const { blobs } = images;
	switch (format) {
		case 'json': {
			const { comments } = options;
			const more = comments.length === 0 ? {} : { comments: storedComments(comments) };
			const json = ownJson(pieces, title, await dataUrlsOf(blobs), more);
			return new Blob([json, '\n'], { type: 'application/json' });
		}
		case 'excalidraw':
			return new Blob([await writeExcalidraw({ pieces, images: blobs }, themeOf('light'))], {
				type: 'application/json'
			});
		case 'png': {
			const picture = pictureOf(pieces, images, options);
			const source = ownJson(pieces, title, await dataUrlsOf(blobs));
			return writePng(picture, { theme: themeOf(options.theme), withPaper, scale: options.scale, source });
		}
		case 'svg': {
			const source = ownJson(pieces, title, await dataUrlsOf(blobs));
			const svg = writeSvg(
				pictureOf(pieces, images, options),
				{ theme: themeOf(options.theme), withPaper, title },
				source
			);
			return new Blob([svg], { type: 'image/svg+xml' });
		}
		case 'pdf': {
			const pdf = await writePdfOf(pagesOf(pieces, images, options), {
				theme: themeOf(options.theme),
				withPaper,
				title
			});
			return new Blob([pdf], { type: 'application/pdf' });
		}
	}
}

export function pictureOf(
	pieces: readonly Copied[],
	images: ExportedImages,
	options: Pick<ExportOptions, 'theme'>
): Picture {
	const measure = createMeasure(themeOf(options.theme).families);
	return new Picture(pieces, { measure, pictures: images });
}

/** Each frame with what lies in it; or all on one, where there is none. */
export function pagesOf(
	pieces: readonly Copied[],
	images: ExportedImages,
	options: Pick<ExportOptions, 'theme' | 'byFrame'>
): Picture[] {
	const frames = options.byFrame ? framesIn(pieces) : [];
	if (frames.length === 0) return [pictureOf(pieces, images, options)];
	const measure = createMeasure(themeOf(options.theme).families);
	return frames.map(({ shape: { id, x, y, w, h } }) => {
		const within = pieces.filter(({ shape }) => shape.id === id || shape.frame === id);
		return new Picture(within, { measure, pictures: images, page: { x, y, w, h } });
	});
}

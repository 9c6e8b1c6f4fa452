import type { Copied } from '../../copies.ts';
import { type ExportOptions, type Format, pagesOf, pictureOf } from './formats.ts';
import { ExportedImages } from './images.ts';
import { outlineOf } from './outline.ts';
import { painted, possibleScale } from './png.ts';
import { themeOf } from './themes.ts';

/** What the export dialog shows of what it will make. */
export type Preview =
	| { readonly at: 'none' }
	| {
			readonly at: 'picture';
			readonly url: string;
			/** Of the file, in pixels. */
			readonly w: number;
			readonly h: number;
			readonly pages: number;
			/** Than was asked for. */
			readonly isSmaller: boolean;
	  }
	| { readonly at: 'words'; readonly text: string };

const WIDEST_PX = 900;
const MOST_WORDS = 4_000;

export async function previewOf(
	format: Format,
	pieces: readonly Copied[],
	options: ExportOptions
): Promise<Preview> {
	if (pieces.length === 0) return { at: 'none' };
	if (format === 'markdown') return { at: 'words', text: outlineOf(pieces, options).slice(0, MOST_WORDS) };
	const images = await ExportedImages.of(pieces, options.imageBytes);
	try {
		const pages = format === 'pdf' ? pagesOf(pieces, images, options) : [pictureOf(pieces, images, options)];
		const [first] = pages;
		const scale = possibleScale(first!.box, options.scale);
		const canvas = painted(first!, {
			theme: themeOf(options.theme),
			withPaper: options.withPaper,
			scale: Math.min(2, WIDEST_PX / Math.max(first!.box.w, first!.box.h))
		});
		return {
			at: 'picture',
			url: canvas.toDataURL('image/png'),
			w: Math.round(first!.box.w * scale),
			h: Math.round(first!.box.h * scale),
			pages: pages.length,
			isSmaller: format === 'png' && scale < options.scale
		};
	} finally {
		images.close();
	}
}

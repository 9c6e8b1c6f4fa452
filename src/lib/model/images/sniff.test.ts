import { describe, expect, test } from 'vitest';
import { gifHead, jpegHead, png } from '../../../../tests/support/images.ts';
import { createRandom } from '../../../../tests/support/random.ts';
import { sniffImage } from './sniff.ts';

const latin = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const bytes = (...parts: (string | readonly number[])[]): Uint8Array =>
	Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...latin(part)] : [...part])));

describe('what an image is', () => {
	test.each([
		['a PNG', png(640, 480, [1, 2, 3]), { type: 'image/png', width: 640, height: 480 }],
		['a progressive JPEG', jpegHead(4000, 3000), { type: 'image/jpeg', width: 4000, height: 3000 }],
		[
			'a JPEG with a preview in front',
			jpegHead(100, 50, 60_000),
			{ type: 'image/jpeg', width: 100, height: 50 }
		],
		['a GIF', gifHead(30, 20), { type: 'image/gif', width: 30, height: 20 }],
		[
			'a lossy WebP',
			bytes('RIFF', [0, 0, 0, 0], 'WEBPVP8 ', [0, 0, 0, 0, 0, 0, 0, 0x9d, 1, 0x2a, 0x80, 2, 0xe0, 1]),
			{ type: 'image/webp', width: 640, height: 480 }
		],
		[
			'a lossless WebP',
			bytes('RIFF', [0, 0, 0, 0], 'WEBPVP8L', [0, 0, 0, 0, 0x2f, 0x7f, 0xc2, 0x77, 0, 0, 0, 0, 0, 0]),
			{ type: 'image/webp', width: 640, height: 480 }
		],
		[
			'a WebP with transparency',
			bytes('RIFF', [0, 0, 0, 0], 'WEBPVP8X', [10, 0, 0, 0, 16, 0, 0, 0, 0x7f, 2, 0, 0xdf, 1, 0]),
			{ type: 'image/webp', width: 640, height: 480 }
		],
		[
			'an AVIF, by the largest of its parts',
			bytes(
				[0, 0, 0, 28],
				'ftypavif',
				[0, 0, 0, 0],
				'....ispe',
				[0, 0, 0, 0, 0, 0, 0, 64, 0, 0, 0, 64],
				'....ispe',
				[0, 0, 0, 0, 0, 0, 2, 128, 0, 0, 1, 224],
				'....'
			),
			{ type: 'image/avif', width: 640, height: 480 }
		]
	])('%s', (_name, image, expected) => {
		expect(sniffImage(image)).toEqual(expected);
	});

	test.each([
		['nothing', new Uint8Array()],
		['SVG', latin('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')],
		['HTML', latin('<!doctype html><script>alert(1)</script>')],
		['a PDF', latin('%PDF-1.7\n')],
		['a PNG without a header', latin('\x89PNG\r\n\x1a\n')],
		['a JPEG without a frame', latin('\xff\xd8\xff\xda0123456789')],
		['an image of no size', png(0, 5, [0, 0, 0])]
	])('%s is none', (_name, given) => {
		expect(sniffImage(given)).toBeNull();
	});

	test('any bytes whatever are looked at without a throw or an endless walk', () => {
		const random = createRandom();
		const heads = ['\xff\xd8\xff', '\x89PNG\r\n\x1a\n', 'GIF89a', 'RIFF....WEBPVP8X', '....ftypavif'];
		for (let round = 0; round < 3000; round++) {
			const given = bytes(random.pick(heads), [...random.bytes(random.below(200))]);
			expect(() => sniffImage(given), random.seedText).not.toThrow();
		}
	});
});

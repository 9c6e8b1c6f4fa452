import type { Buffer } from 'node:buffer';
import type { Person } from '../person.ts';
import { surface } from './whiteboard.ts';

/** What somebody sees of the board, without the bars at its edges. */
export async function picture(person: Person): Promise<Buffer> {
	const box = (await surface(person).boundingBox())!;
	const clip = {
		x: box.x + box.width * 0.12,
		y: box.y + box.height * 0.1,
		width: box.width * 0.76,
		height: box.height * 0.66
	};
	return person.page.screenshot({ clip, animations: 'disabled', caret: 'hide' });
}

/** How many pixels of two pictures differ, in what somebody could see. */
export async function difference({ page }: Person, a: Buffer, b: Buffer): Promise<number> {
	if (a.equals(b)) return 0;
	return page.evaluate(
		async (encoded) => {
			const [first, second] = await Promise.all(
				encoded.map(async (base64) => {
					const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
					const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
					const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
					context.drawImage(image, 0, 0);
					return context.getImageData(0, 0, image.width, image.height).data;
				})
			);
			let count = 0;
			for (let at = 0; at < first!.length; at += 4) {
				const off = [0, 1, 2].map((channel) => Math.abs(first![at + channel]! - second![at + channel]!));
				// Curves are smoothed a little differently where only a part of them is painted anew.
				if (Math.max(...off) > 24) count += 1;
			}
			return count;
		},
		[a.toString('base64'), b.toString('base64')]
	);
}

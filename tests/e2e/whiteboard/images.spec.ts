import type { Page } from '@playwright/test';
import images from '../../../src/lib/messages/en/whiteboard-images.ts';
import { sniffImage } from '../../../src/lib/model/images/sniff.ts';
import { png } from '../../support/images.ts';
import { WITH_WORKER, type Person } from '../person.ts';
import { meetAt } from '../pages/session.ts';
import { copied, openList, paste, surface } from '../pages/whiteboard.ts';
import { expect, test } from '../world.ts';

const RED = { name: 'red.png', mimeType: 'image/png', buffer: Buffer.from(png(320, 200, [220, 20, 20])) };
const BLUE = { name: 'blue.png', mimeType: 'image/png', buffer: Buffer.from(png(300, 300, [20, 20, 220])) };
const DRAWING = {
	name: 'green.svg',
	mimeType: 'image/svg+xml',
	buffer: Buffer.from(
		'<svg xmlns="http://www.w3.org/2000/svg" width="80" height="60"><rect width="80" height="60" fill="#14b414"/><script>document.title="run"</script></svg>'
	)
};
const NO_IMAGE = {
	name: 'letter.png',
	mimeType: 'image/png',
	buffer: Buffer.from('Dear Fay, this is text.')
};

/** Dots of about this colour on the canvases. */
function dotsOf(person: Person, [r, g, b]: readonly [number, number, number]): Promise<number> {
	return surface(person)
		.locator('canvas')
		.evaluateAll(
			(canvases, [red, green, blue]) => {
				let count = 0;
				for (const canvas of canvases as HTMLCanvasElement[]) {
					if (canvas.width === 0 || canvas.height === 0 || canvas.style.visibility === 'hidden') continue;
					const context = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
					context?.drawImage(canvas, 0, 0);
					if (context === null) continue;
					const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
					for (let at = 0; at < data.length; at += 4) {
						const off =
							Math.abs(data[at]! - red) + Math.abs(data[at + 1]! - green) + Math.abs(data[at + 2]! - blue);
						if (off < 40 && data[at + 3]! > 200) count += 1;
					}
				}
				return count;
			},
			[r, g, b] as const
		);
}

async function pick({ page }: Person, files: readonly (typeof RED)[]): Promise<void> {
	const chooser = page.waitForEvent('filechooser');
	// The browser has to be told that somebody waits, before the key.
	await page.evaluate(() => undefined);
	await page.keyboard.press('i');
	await (await chooser).setFiles([...files]);
}

async function dropOn(person: Person, file: typeof RED, at: readonly [number, number]): Promise<void> {
	const box = (await surface(person).boundingBox())!;
	const point = { x: box.x + box.width * at[0], y: box.y + box.height * at[1] };
	const data = await person.page.evaluateHandle(
		({ name, type, bytes }) => {
			const transfer = new DataTransfer();
			transfer.items.add(new File([Uint8Array.from(bytes)], name, { type }));
			return transfer;
		},
		{ name: file.name, type: file.mimeType, bytes: [...file.buffer] }
	);
	await surface(person).dispatchEvent('drop', {
		dataTransfer: data,
		clientX: point.x,
		clientY: point.y,
		bubbles: true,
		cancelable: true
	});
}

/** A photograph as a phone held upright writes it: lying, left half red and right half blue, with a note on how to turn it. */
async function photograph({ page }: Person): Promise<typeof RED> {
	const base64 = await page.evaluate(() => {
		const canvas = document.createElement('canvas');
		[canvas.width, canvas.height] = [400, 200];
		const context = canvas.getContext('2d')!;
		context.fillStyle = 'rgb(220, 20, 20)';
		context.fillRect(0, 0, 200, 200);
		context.fillStyle = 'rgb(20, 20, 220)';
		context.fillRect(200, 0, 200, 200);
		return canvas.toDataURL('image/jpeg', 1).split(',')[1]!;
	});
	const plain = Buffer.from(base64, 'base64');
	// TIFF, big-endian, one entry: orientation (0x0112), a short, 6: turn it to the right.
	const tiff = Buffer.from('4d4d002a00000008000101120003000000010006000000000000', 'hex');
	const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, Buffer.from('47.3769 N, 8.5417 E')]);
	const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0, exif.length + 2]), exif]);
	const buffer = Buffer.concat([plain.subarray(0, 2), segment, plain.subarray(2)]);
	return { name: 'photo.jpg', mimeType: 'image/jpeg', buffer };
}

/** Images that the device still has to bring. */
function waitingOn(page: Page): Promise<number> {
	return page.evaluate(
		() => Object.keys(localStorage).filter((key) => key.startsWith('commonplace-images-waiting')).length
	);
}

test('an image that one picks or drags in is seen by the other, and can be described', async ({ arrive }) => {
	const [fay, mia] = [await arrive('Fay'), await arrive('Mia')];
	await meetAt('whiteboard', 'Pictures', fay, mia);
	await surface(fay).focus();
	await pick(fay, [RED]);
	await expect.poll(() => dotsOf(fay, [220, 20, 20]), 'at once, with its preview').toBeGreaterThan(5_000);
	await expect.poll(() => dotsOf(mia, [220, 20, 20]), 'what Mia sees').toBeGreaterThan(5_000);
	await expect.poll(() => waitingOn(fay.page), 'all is sent').toBe(0);

	await fay.page.keyboard.press('Escape');
	await dropOn(fay, BLUE, [0.8, 0.25]);
	await expect.poll(() => dotsOf(mia, [20, 20, 220]), 'what was dragged in').toBeGreaterThan(5_000);
	await fay.page.keyboard.press('Escape');
	await pick(fay, [DRAWING]);
	await expect.poll(() => dotsOf(mia, [20, 180, 20]), 'a drawing, as pixels').toBeGreaterThan(1_000);
	expect(await fay.page.title(), 'no script of it ran').not.toBe('run');

	await fay.page.keyboard.press('Control+k');
	await fay.page.keyboard.type(images.describe);
	await fay.page.keyboard.press('Enter');
	const field = fay.page.getByRole('textbox', { name: images.describeTitle });
	await field.fill('A green field');
	await fay.page.getByRole('button', { name: images.save, exact: true }).click();
	await expect((await openList(mia)).filter({ hasText: 'A green field' })).toHaveCount(1);
});

test('a photograph stands upright, and where it was taken stays with its owner', async ({ arrive }) => {
	const [fay, mia] = [await arrive('Fay'), await arrive('Mia')];
	await meetAt('whiteboard', 'Photographs', fay, mia);
	const photo = await photograph(fay);
	const sent = mia.page.waitForResponse(
		(response) => response.url().includes('/blobs/') && response.status() === 200
	);
	await surface(fay).focus();
	await pick(fay, [photo]);
	const address = (await sent).url();
	const bytes = Buffer.from(
		await mia.page.evaluate(
			async (url) => [...new Uint8Array(await (await fetch(url)).arrayBuffer())],
			address
		)
	);
	expect(photo.buffer.includes('Exif') && photo.buffer.includes('47.3769')).toBe(true);
	expect(bytes.includes('Exif') || bytes.includes('47.3769')).toBe(false);
	await expect(await openList(mia)).toHaveCount(1);
	const size = sniffImage(bytes);
	expect([size?.width, size?.height], 'turned to the right').toEqual([200, 400]);
});

test('what is no image is refused in words; the rest is added, and goes along to another board', async ({
	arrive
}) => {
	const fay = await arrive('Fay');
	await meetAt('whiteboard', 'Letters', fay);
	await surface(fay).focus();
	await pick(fay, [NO_IMAGE, BLUE]);
	await expect(fay.page.getByText(images.problems['not-an-image'])).toBeVisible();
	await expect.poll(() => dotsOf(fay, [20, 20, 220])).toBeGreaterThan(5_000);
	await expect(await openList(fay)).toHaveCount(1);
	await expect.poll(() => waitingOn(fay.page)).toBe(0);

	// On the clipboard it is a name only: the other board gets bytes of its own.
	await surface(fay).focus();
	await fay.page.keyboard.press('Control+a');
	const onClipboard = await copied(fay);
	await meetAt('whiteboard', 'Envelopes', fay);
	await paste(fay, onClipboard);
	await expect.poll(() => dotsOf(fay, [20, 20, 220]), 'on another board').toBeGreaterThan(5_000);
	await expect.poll(() => waitingOn(fay.page), 'all is sent').toBe(0);
	await fay.page.reload();
	await expect.poll(() => dotsOf(fay, [20, 20, 220]), 'from its server').toBeGreaterThan(5_000);
});

test('an image added without a network waits on the device, over a reload, and is then sent', async ({
	arrive
}) => {
	const [fay, mia] = [await arrive('Fay', 'desktop', WITH_WORKER), await arrive('Mia')];
	await meetAt('whiteboard', 'On a train', fay, mia);
	await fay.keepsTheApp();
	// What adding images takes is on the device with the app.
	await expect(surface(fay)).toBeVisible();
	await fay.context.setOffline(true);
	await surface(fay).focus();
	await pick(fay, [RED]);
	await expect.poll(() => dotsOf(fay, [220, 20, 20])).toBeGreaterThan(5_000);
	await expect.poll(() => waitingOn(fay.page), 'it waits').toBe(1);
	await fay.page.reload();
	await expect.poll(() => dotsOf(fay, [220, 20, 20]), 'from the device').toBeGreaterThan(5_000);
	expect(await dotsOf(mia, [220, 20, 20])).toBe(0);
	await fay.context.setOffline(false);
	await expect.poll(() => waitingOn(fay.page), 'it is sent').toBe(0);
	await expect.poll(() => dotsOf(mia, [220, 20, 20]), 'what Mia sees then').toBeGreaterThan(5_000);
});

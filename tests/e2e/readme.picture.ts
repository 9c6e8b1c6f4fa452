import { joinByLink, openBoard, startSession, expectSaved } from './pages/session.ts';
import {
	addNote,
	addText,
	draw,
	dragWith,
	inkOn,
	pointAt,
	surface,
	useTool,
	type Stroke
} from './pages/whiteboard.ts';
import { expect, test } from './world.ts';

/** `npm run screenshot`: the picture in README.md, of two people at one whiteboard. */
test('the picture for the README', async ({ arrive }) => {
	const size = { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 };
	const fay = await arrive('Fay', 'desktop', size);
	const mia = await arrive('Mia', 'desktop', size);
	const title = 'Tuesday’s handover';
	const meeting = await startSession(fay, title);
	await joinByLink(mia, meeting.link, title);
	await openBoard(fay, meeting, 'whiteboard');
	await openBoard(mia, meeting, 'whiteboard');
	// A board opens on what is there: both must be open before anything is, to look at the same place.
	for (const person of [fay, mia]) await expect(surface(person)).toBeVisible();

	await addText(fay, [0.3, 0.14], 'What slows our handover down?');
	await addNote(fay, [0.2, 0.42], 'Two lists, and nobody owns either');
	await addNote(mia, [0.46, 0.36], 'The night shift hears of it last');
	await addNote(fay, [0.72, 0.44], 'One list, read aloud at seven');
	await useTool(mia, 'arrow');
	await dragWith(mia, [
		[0.29, 0.42],
		[0.375, 0.38]
	]);
	await useTool(fay, 'arrow');
	await dragWith(fay, [
		[0.55, 0.38],
		[0.63, 0.42]
	]);
	await draw(mia, ring(0.72, 0.44, 0.115, 0.19));
	await draw(fay, TICK);
	await useTool(fay, 'select');
	await useTool(mia, 'select');
	await expectSaved(fay, mia);
	await pointAt(mia, [0.6, 0.66]);
	await expect.poll(() => inkOn(fay, 'live')).toBeGreaterThan(50);
	await fay.page.keyboard.press('Escape');
	await fay.page.screenshot({ path: 'docs/screenshot.png' });
});

/** As a hand draws it: a little more than once round, and not quite shut. */
function ring(x: number, y: number, width: number, height: number): Stroke {
	return Array.from({ length: 40 }, (_, step) => {
		const angle = -2 + (step / 39) * Math.PI * 2.1;
		const wobble = 1 + 0.012 * Math.sin(step * 0.5) + step * 0.0012;
		return [x + Math.cos(angle) * width * wobble, y + Math.sin(angle) * height * wobble] as const;
	});
}

const TICK: Stroke = [
	[0.84, 0.7],
	[0.855, 0.74],
	[0.87, 0.76],
	[0.89, 0.7],
	[0.92, 0.62]
];

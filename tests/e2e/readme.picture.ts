import { joinByLink, openBoard, startSession, expectSaved } from './pages/session.ts';
import {
	addNote,
	addText,
	draw,
	dragWith,
	inkOn,
	pointAt,
	showEverything,
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
	await addText(fay, [0.3, 0.3], 'What slows our handover down?');
	// From here on both look at the same place.
	for (const person of [fay, mia]) await showEverything(person);
	await addNote(fay, [0.2, 0.74], 'Two lists, and nobody owns either');
	await addNote(mia, [0.5, 0.72], 'The night shift hears of it last');
	await addNote(fay, [0.79, 0.74], 'One list, read aloud at seven');
	await useTool(mia, 'arrow');
	await dragWith(mia, [
		[0.3, 0.73],
		[0.4, 0.71]
	]);
	await useTool(fay, 'arrow');
	await dragWith(fay, [
		[0.6, 0.71],
		[0.665, 0.73]
	]);
	await draw(mia, ring(0.79, 0.74, 0.115, 0.165));
	await draw(fay, TICK);
	await useTool(fay, 'select');
	await useTool(mia, 'select');
	await expectSaved(fay, mia);
	await showEverything(fay);
	await pointAt(mia, [0.63, 0.6]);
	await expect.poll(() => inkOn(fay, 'live')).toBeGreaterThan(50);
	await fay.page.evaluate(
		() => document.activeElement instanceof HTMLElement && document.activeElement.blur()
	);
	await fay.page.mouse.move(0, 0);
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
	[0.88, 0.47],
	[0.895, 0.51],
	[0.91, 0.53],
	[0.93, 0.47],
	[0.96, 0.39]
];

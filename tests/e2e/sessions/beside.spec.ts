import words from '../../../src/lib/messages/en/facilitating.ts';
import session from '../../../src/lib/messages/en/session.ts';
import strip from '../../../src/lib/messages/en/strip.ts';
import ui from '../../../src/lib/messages/en/ui.ts';
import type { Person } from '../person.ts';
import { joinByLink, openBoard, startSession } from '../pages/session.ts';
import { expect, test } from '../world.ts';

const TITLE = 'Beside the call';

/** What stands in the small window that this page has opened; `null`: there is none. `press`: its first button, before. */
function inStrip({ page }: Person, press = false): Promise<string | null> {
	return page.evaluate((press) => {
		type Opener = Window & { readonly documentPictureInPicture?: { readonly window: Window | null } };
		const strip = (window as Opener).documentPictureInPicture?.window?.document;
		if (press) strip?.querySelector('button')?.click();
		return strip?.body.innerText ?? null;
	}, press);
}

test('the call is one click away, and what is now stays on top of it', async ({ arrive }) => {
	const fay = await arrive('Fay');
	const mia = await arrive('Mia');
	const meeting = await startSession(fay, TITLE);
	await joinByLink(mia, meeting.link, TITLE);
	await openBoard(mia, meeting, 'whiteboard');

	const run = async (section: keyof typeof words.sections): Promise<void> => {
		await fay.page
			.getByRole('dialog', { name: words.tools })
			.getByRole('radio', { name: words.sections[section] })
			.check();
	};
	await fay.page.getByRole('button', { name: words.tools }).click();
	await run('rights');
	await fay.page.getByLabel(words.meeting.address).fill('meet.jit.si/OurCases');
	await fay.page.getByRole('button', { name: words.meeting.set, exact: true }).click();
	const call = mia.page.getByRole('link', { name: words.meeting.open('Jitsi') });
	await expect(call).toHaveAttribute('href', 'https://meet.jit.si/OurCases');
	await expect(call).toHaveAttribute('target', '_blank');
	await expect(call).toHaveAttribute('rel', /noopener/);

	await mia.page.getByRole('button', { name: session.menu, exact: true }).click();
	await mia.page.getByRole('menuitem', { name: strip.open }).click();
	const text = () => inStrip(mia);
	await expect.poll(text).toContain(strip.noTimer);
	expect(await text()).toContain(ui.labels.red.name);
	await run('now');
	await fay.page.getByRole('button', { name: words.timer.start(5) }).click();
	await expect.poll(text).toMatch(/[45]:\d\d/);

	await inStrip(mia, true);
	await expect(
		fay.page.getByRole('button', { name: new RegExp(words.asks(1)), includeHidden: true })
	).toBeAttached();
	await expect.poll(text).toContain(words.signals.lower);

	await mia.page.goto('/');
	await expect.poll(text, 'it ends with the session').toBeNull();
});

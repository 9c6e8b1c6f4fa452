import type { Joined } from '#protocol/api.ts';
import { communityScene, pageFor, WORDS } from '../../support/community-scene.ts';
import type { HttpClient } from '../../support/client.ts';
import type { Person } from '../person.ts';
import { expect, test } from '../world.ts';

/** Somebody whose cookie is known already sits down at a browser. */
async function isKnownAs({ context }: Person, { cookie, origin }: HttpClient): Promise<void> {
	const [name, value] = [cookie.slice(0, cookie.indexOf('=')), cookie.slice(cookie.indexOf('=') + 1)];
	await context.addCookies([{ name, value, url: origin }]);
}

test('somebody who was away finds the page in the library, reads it without JavaScript and says that it worked; its steward sees it', async ({
	origin,
	arrive
}) => {
	const scene = await communityScene(origin, 'amber');
	try {
		const { room, page, noa, mia } = scene;
		const { community } = (await noa.session(scene.next)).session;
		const behind = { title: 'Behind closed doors', name: 'Fay', color: 'teal', label: 'red', community };
		const red = (await (await room.fay.http.post('/api/sessions', behind)).json()) as Joined;
		const { version } = (await pageFor(room.fay.http, page))!;
		const change = { type: 'steward', person: mia.id };
		await room.fay.http.post(`/api/pages/${page}/changes`, { version, change });

		const away = await arrive('Noa', 'phone');
		await isKnownAs(away, noa);
		await away.page.goto(`/c/${community}`);
		await expect(away.page.getByRole('link', { name: 'Espresso care' })).toBeVisible();
		await expect(away.page.getByText('First gathering', { exact: true })).toBeVisible();
		expect(await away.page.content()).not.toContain('Behind closed doors');
		await away.page.getByRole('link', { name: 'Espresso care' }).click();
		await expect(away.page.getByText(WORDS)).toBeVisible();

		const plain = await arrive('Noa', 'phone', { javaScriptEnabled: false });
		await isKnownAs(plain, noa);
		await plain.page.goto(`/read/${page}`);
		await expect(plain.page.getByText(WORDS)).toBeVisible();
		await expect(plain.page.getByText('kept by Mia')).toBeVisible();
		await plain.page.getByRole('button', { name: 'Worked for me' }).click();
		await expect(plain.page.getByText('It worked for 1 person.')).toBeVisible();
		expect((await noa.get(`/api/sessions/${red.session}`)).status).toBe(404);

		const steward = await arrive('Mia');
		await isKnownAs(steward, mia.http);
		await steward.page.goto(`/s/${room.id}/${page}`);
		const record = steward.page.getByRole('region', { name: 'About this page' });
		await expect(record.getByRole('button', { name: 'Worked for me · 1' })).toBeVisible();
		await expect(record.getByText('Kept by Mia')).toBeVisible();
		await record.getByRole('button', { name: 'Details' }).click();
		const details = steward.page.getByRole('dialog', { name: 'About this page' });
		await expect(details.getByText('Noa')).toBeVisible();
		await details.getByLabel('State').selectOption('Published');
		await expect(details.getByText('Published by Mia', { exact: false })).toBeVisible();
		await details.getByRole('button', { name: 'Close' }).last().click();
		await expect(record.getByText('Published')).toBeVisible();
	} finally {
		scene.close();
	}
});

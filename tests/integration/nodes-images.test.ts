import { expect, test } from 'vitest';
import type { BoardVersions, VersionMade } from '#protocol/versions.ts';
import { HttpClient, openSession } from '../support/client.ts';
import { hashOf, png } from '../support/images.ts';
import { Deployment } from '../support/nodes.ts';

const PICTURE = png(30, 20, [10, 200, 90]);

test('an image and a version that one node took are there on another, for the same people', async () => {
	const deployment = await Deployment.open(2);
	const [here, there] = [deployment.node(0).origin, deployment.node(1).origin];
	const { client: fay, whiteboard } = await openSession(here);
	const path = `/blobs/${whiteboard}/${hashOf(PICTURE)}`;
	// Two nodes take the same image at once.
	const statuses = await Promise.all(
		[here, there].map((origin) =>
			fetch(origin + path, {
				method: 'PUT',
				headers: { cookie: fay.cookie, origin, 'content-type': 'image/png' },
				body: new Uint8Array(PICTURE)
			}).then(({ status }) => status)
		)
	);
	expect(statuses).toEqual([204, 204]);
	const elsewhere = new HttpClient(there, fay.cookie);
	const answer = await elsewhere.get(path);
	expect(answer.headers.get('content-type')).toBe('image/png');
	expect(Buffer.compare(Buffer.from(await answer.arrayBuffer()), PICTURE)).toBe(0);
	const { client: eve } = await openSession(there);
	expect((await eve.get(path)).status).toBe(404);

	const asked = { why: 'named', name: 'Of one node' };
	const made = (await (await fay.post(`/api/versions/${whiteboard}`, asked)).json()) as VersionMade;
	const { versions } = (await (await elsewhere.get(`/api/versions/${whiteboard}`)).json()) as BoardVersions;
	expect(versions).toEqual([made.made]);
	const bytes = await elsewhere.get(`/api/versions/${whiteboard}/${made.made!.id}`);
	expect((await bytes.arrayBuffer()).byteLength).toBeGreaterThan(0);
});

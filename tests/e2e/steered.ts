import { spawnServer, type TestServer } from '../support/server.ts';
import { test as base } from './world.ts';

/** A server whose clock can be set ahead: nobody waits half a minute here. */
export const test = base.extend<{ steered: TestServer }>({
	// eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from the pattern.
	steered: async ({}, use) => {
		const server = await spawnServer({}, 'tests/support/steered-server.ts');
		await use(server);
		await server.stop();
	}
});

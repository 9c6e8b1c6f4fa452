import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type BrowserContextOptions } from '@playwright/test';
import { spawnServer, type TestServer } from '../support/server.ts';
import { Person, type Device } from './person.ts';

export interface World {
	/** The worker's server; tests share it and meet in sessions of their own. */
	origin: string;
	/** A server of this test's own, for those that kill it. */
	ownServer: OwnServer;
	/** Somebody new. When the test is over, nothing may have gone wrong in their browser. */
	arrive: (
		name: string,
		device?: Device,
		options?: BrowserContextOptions & { at?: string }
	) => Promise<Person>;
}

/** A server that can be killed and comes back at the same address, with the same data. */
class OwnServer {
	readonly #folder: string;
	#server: TestServer;

	private constructor(folder: string, server: TestServer) {
		this.#folder = folder;
		this.#server = server;
	}

	static async start(folder: string): Promise<OwnServer> {
		return new OwnServer(folder, await spawnServer({ DATA_DIR: folder }));
	}

	get origin(): string {
		return this.#server.origin;
	}

	async kill(): Promise<void> {
		await this.#server.kill('SIGKILL');
	}

	async restart(): Promise<void> {
		this.#server = await spawnServer({ DATA_DIR: this.#folder, PORT: String(this.#server.port) });
	}

	stop(): Promise<void> {
		return this.#server.stop();
	}
}

export const test = base.extend<World, { server: TestServer }>({
	server: [
		// eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from the pattern.
		async ({}, use) => {
			const server = await spawnServer();
			await use(server);
			await server.stop();
		},
		{ scope: 'worker' }
	],
	origin: async ({ server }, use) => use(server.origin),
	// eslint-disable-next-line no-empty-pattern -- as above
	ownServer: async ({}, use) => {
		const folder = await mkdtemp(join(tmpdir(), 'commonplace-e2e-'));
		const server = await OwnServer.start(folder);
		await use(server);
		await server.stop();
		await rm(folder, { recursive: true, force: true });
	},
	arrive: async ({ browser, origin }, use) => {
		const people: Person[] = [];
		await use(async (name, device = 'desktop', { at = origin, ...options } = {}) => {
			const person = await Person.arrive(browser, at, name, device, options);
			people.push(person);
			return person;
		});
		for (const person of people) {
			await person.leave();
			expect(person.troubles, `what went wrong in ${person.name}’s browser`).toEqual([]);
		}
	}
});

export { expect };

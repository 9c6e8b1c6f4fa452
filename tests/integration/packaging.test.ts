import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { SERVER_PROCESS } from '../../scripts/toolchain/server-process.mjs';

test('systemd waits longer for a stop than the server itself', async () => {
	const unit = await readFile('packaging/systemd/commonplace.service', 'utf8');
	const [, forced] = /SHUTDOWN_SECONDS=(\d+)/.exec(unit)!;
	const [, killed] = /^TimeoutStopSec=(\d+)$/m.exec(unit)!;
	expect(Number(killed)).toBeGreaterThan(Number(forced));
	const [, node, main] = /^ExecStart=\/opt\/commonplace\/(\S+) (\S+)$/m.exec(unit)!;
	expect([node, main].filter((path) => !existsSync(path!))).toEqual([]);
});

test('what goes into the image is there, and not left out on the way', async () => {
	const lines = (await readFile('Containerfile', 'utf8')).split('\n');
	const ignored = await readFile('.dockerignore', 'utf8');
	expect(await readFile('.containerignore', 'utf8')).toBe(ignored);
	const kept = ignored
		.split('\n')
		.filter((line) => line.startsWith('!'))
		.map((line) => line.slice(1));
	const copied = lines
		.filter((line) => line.startsWith('COPY ') && !line.includes('--from'))
		.flatMap((line) => line.split(' ').slice(1, -1));
	expect(copied).toContain('server');
	for (const path of copied) {
		expect(existsSync(path), path).toBe(true);
		expect(
			kept.some((keep) => path === keep || path.startsWith(`${keep}/`)),
			path
		).toBe(true);
	}
});

test.each(['packaging/systemd/commonplace.service', 'Containerfile'])(
	'%s starts the server as npm start does',
	async (path) => {
		const text = await readFile(path, 'utf8');
		expect(text).toContain('NODE_COMPILE_CACHE=/');
		for (const [name, value] of Object.entries(SERVER_PROCESS)) expect(text).toContain(`${name}=${value}`);
	}
);

import { defineConfig } from '@playwright/test';
import { testBrowserOptions } from './tests/support/chromium.ts';

/** Browser tests. Each worker starts a server of its own (tests/e2e/world.ts). */
export default defineConfig({
	testDir: 'tests/e2e',
	// `npm run screenshot` sets it.
	testMatch: process.env.PICTURES === 'yes' ? '**/*.picture.ts' : '**/*.spec.ts',
	outputDir: 'test-results',
	fullyParallel: true,
	workers: 2,
	// A test that passes at the second try has found something.
	retries: 0,
	forbidOnly: process.env.CI !== undefined,
	timeout: 90_000,
	expect: { timeout: 15_000 },
	reporter: 'list',
	use: {
		launchOptions: testBrowserOptions(process.env),
		locale: 'en-GB',
		// Recording every test for the one that fails takes a fifth of the time: `-- --trace retain-on-failure` when it is needed.
		screenshot: 'only-on-failure',
		actionTimeout: 15_000,
		navigationTimeout: 30_000
	}
});

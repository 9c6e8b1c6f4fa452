import type { LaunchOptions } from '@playwright/test';

/** Debian's Chromium, quiet: no service of its maker's is asked for anything. `npm test` names the program. */
export function chromiumOptions(environment: Readonly<Record<string, string | undefined>>): LaunchOptions {
	return {
		executablePath: environment.CHROMIUM_PATH ?? '/usr/bin/chromium',
		args: [
			// Root has no sandbox to enter; the pages are ours.
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync'
		]
	};
}

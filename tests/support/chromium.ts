import type { LaunchOptions } from '@playwright/test';

type Environment = Readonly<Record<string, string | undefined>>;

/** For tests: the headless shell, which draws the same for less, or Chromium where there is none. */
export function testBrowserOptions(environment: Environment): LaunchOptions {
	const { HEADLESS_SHELL_PATH: shell } = environment;
	return shell === undefined
		? chromiumOptions(environment)
		: { ...chromiumOptions(environment), executablePath: shell };
}

/** Debian's Chromium, quiet: no service of its maker's is asked for anything. `npm test` names the program. */
export function chromiumOptions(environment: Environment): LaunchOptions {
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

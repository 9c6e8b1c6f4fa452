import { deviceStorage } from './device-storage.ts';

/** What the person asked for; `system` follows the device. */
export type ThemeChoice = 'system' | 'light' | 'dark';

const KEY = 'commonplace:theme';

function parseChoice(stored: string | null): ThemeChoice {
	return stored === 'light' || stored === 'dark' ? stored : 'system';
}

/** The one place that sets `data-theme`; `start` once, before anything is drawn. */
class Theme {
	#choice = $state.raw<ThemeChoice>('system');
	#systemDark = $state.raw(false);

	get choice(): ThemeChoice {
		return this.#choice;
	}

	/** What is on screen. Canvases read their colours anew when this changes. */
	get shown(): 'light' | 'dark' {
		if (this.#choice !== 'system') return this.#choice;
		return this.#systemDark ? 'dark' : 'light';
	}

	start(): void {
		const dark = matchMedia('(prefers-color-scheme: dark)');
		this.#systemDark = dark.matches;
		dark.addEventListener('change', (event) => {
			this.#systemDark = event.matches;
			this.#apply();
		});
		this.#choice = parseChoice(deviceStorage().getItem(KEY));
		this.#apply();
	}

	choose(choice: ThemeChoice): void {
		this.#choice = choice;
		deviceStorage().setItem(KEY, choice);
		this.#apply();
	}

	#apply(): void {
		document.documentElement.dataset.theme = this.shown;
	}
}

export const theme = new Theme();

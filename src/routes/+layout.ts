import { chooseLocale } from '$lib/messages/choose-locale.ts';
import { locale } from '$lib/messages/locale.ts';
import { Credentials } from '$lib/sync/credentials.ts';
import type { LayoutLoad } from './$types';

export const ssr = false;
export const prerender = false;

export const load: LayoutLoad = async () => {
	await chooseLocale(navigator.languages);
	document.documentElement.lang = locale();
	// Loaded once for as long as the app is open: this tab's, on whichever page.
	return {
		credentials: new Credentials(),
		// The router replaces it as soon as this page is loaded.
		entryAtStart: history.state as unknown
	};
};

import { chooseLocale } from '$lib/messages/choose-locale.ts';
import { locale } from '$lib/messages/locale.ts';
import type { LayoutLoad } from './$types';

export const ssr = false;
export const prerender = false;

export const load: LayoutLoad = async () => {
	await chooseLocale(navigator.languages);
	document.documentElement.lang = locale();
};

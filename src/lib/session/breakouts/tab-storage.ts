import type { TabStorage } from './guidance.ts';

/** `sessionStorage` where the browser gives it, else this tab's memory. */
export function tabStorage(): TabStorage {
	try {
		return window.sessionStorage;
	} catch {
		const kept = new Map<string, string>();
		return {
			getItem: (key) => kept.get(key) ?? null,
			setItem: (key, value) => void kept.set(key, value),
			removeItem: (key) => void kept.delete(key)
		};
	}
}

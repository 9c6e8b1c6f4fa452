/**
 * `localStorage` where the browser gives it, else nothing that lasts: in a frame of another site, or with storage
 * switched off, even naming it throws.
 */
export function deviceStorage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
	try {
		return window.localStorage;
	} catch {
		return { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };
	}
}

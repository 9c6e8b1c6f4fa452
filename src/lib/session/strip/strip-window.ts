import { mount, unmount } from 'svelte';
import type { SessionConnection } from '../session-connection.svelte.ts';

/** https://wicg.github.io/document-picture-in-picture/, which not every browser has. */
interface DocumentPictureInPicture {
	readonly window: Window | null;
	requestWindow(size: { readonly width: number; readonly height: number }): Promise<Window>;
}

const SIZE_PX = { width: 340, height: 216 } as const;

/** `null`: this browser has no such windows, or gives none to a frame. */
function pictureInPicture(): DocumentPictureInPicture | null {
	if (window.self !== window.top || !('documentPictureInPicture' in window)) return null;
	return window.documentPictureInPicture as DocumentPictureInPicture;
}

export function mayOpenStrip(): boolean {
	return pictureInPicture() !== null;
}

/**
 * Opens a small window that stays on top of all others, with what matters now. To be called from a click. Rejects when the browser
 * refuses, or what is shown in it cannot be fetched.
 */
export async function openStrip(connection: SessionConnection): Promise<void> {
	const strip = await pictureInPicture()?.requestWindow(SIZE_PX);
	if (strip === undefined) return;
	try {
		const { default: Strip } = await import('./Strip.svelte');
		dressAs(document, strip.document);
		const component = mount(Strip, { target: strip.document.body, props: { connection, strip } });
		strip.addEventListener('pagehide', () => void unmount(component));
	} catch (error) {
		strip.close();
		throw error;
	}
}

/** It ends with the session's page. */
export function closeStrip(): void {
	pictureInPicture()?.window?.close();
}

/** The same type, colours and light or dark; the policy allows stylesheets that are files of ours only. */
function dressAs(from: Document, to: Document): void {
	for (const { name, value } of from.documentElement.attributes) to.documentElement.setAttribute(name, value);
	to.documentElement.style.overflow = '';
	for (const sheet of from.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')) {
		const copy = to.createElement('link');
		copy.rel = 'stylesheet';
		copy.href = sheet.href;
		to.head.append(copy);
	}
}

import type { Editor } from '../editor.svelte.ts';

/** Ten thousand shapes are sorted in some milliseconds: not for each of a pen's thirty updates a second. */
const EVERY_MS = 250;

/**
 * What `read` makes of the board, kept up to date while the board changes, though not at every change. Call it while a
 * component is being made.
 */
export function following<T>(editor: Editor, read: () => T): { readonly now: T } {
	let now = $state.raw(read());
	let readAt = performance.now();
	let timer: ReturnType<typeof setTimeout> | null = null;
	$effect(() => {
		void editor.revision;
		timer ??= setTimeout(
			() => {
				timer = null;
				readAt = performance.now();
				now = read();
			},
			Math.max(0, readAt + EVERY_MS - performance.now())
		);
	});
	$effect(() => () => {
		if (timer !== null) clearTimeout(timer);
	});
	return {
		get now() {
			return now;
		}
	};
}

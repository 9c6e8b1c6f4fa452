import { dropCursor } from '@tiptap/pm/dropcursor';
import type { Plugin } from '@tiptap/pm/state';
import type { Awareness } from 'y-protocols/awareness';
import { findPlugin } from '../editing/find.ts';
import { highlightingPlugin } from '../editing/highlighting.ts';
import { type EditorRequests, pageKeys } from '../editing/keys.ts';
import { markdownRules } from '../editing/markdown-rules.ts';
import { pastePlugin } from '../editing/paste.ts';
import { presencePlugin } from '../editing/presence.ts';
import { slashPlugin } from '../editing/slash.ts';
import { objectKeys } from '../objects/object-keys.ts';
import type { PageEditing } from '../page-editing.svelte.ts';
import { slashEntries, slashLineId } from './slash-entries.ts';

/** What writing takes, and reading does not: fetched as one, as soon as the page is drawn. */
export { default as Beside } from './Beside.svelte';
export { default as Floats } from './Floats.svelte';
export { default as Toolbar } from '../PageToolbar.svelte';
export { linkHere } from '../editing/mark-commands.ts';
export { windowOf } from '../led-page.ts';

interface WritingOptions {
	readonly editing: PageEditing;
	readonly awareness: Awareness;
	readonly somebody: string;
	readonly requests: EditorRequests;
}

export function writingPlugins({ editing, awareness, somebody, requests }: WritingOptions): Plugin[] {
	return [
		slashPlugin({
			count: (query) => slashEntries(query).length,
			take: (query, at) => slashEntries(query)[at]?.insert(editing),
			lineId: (query, at) => {
				const entry = slashEntries(query)[at];
				return entry === undefined ? '' : slashLineId(entry);
			}
		}),
		markdownRules(),
		objectKeys(editing.objects),
		pageKeys(editing.binding, requests),
		pastePlugin((files) => void editing.addFiles(files)),
		highlightingPlugin(),
		findPlugin(),
		dropCursor({ color: false, class: 'drop-cursor' }),
		presencePlugin(awareness, editing.binding, somebody)
	];
}

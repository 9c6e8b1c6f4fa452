import type { Component } from 'svelte';
import type { OpenDocument } from '$lib/sync/open-document.ts';
import type { Editor } from './editor.svelte.ts';
import type { PersonOf } from './people/shown-person.ts';

/** What every panel is given. */
export interface PanelProps {
	readonly editor: Editor;
	readonly document: OpenDocument;
	/** The board's title. */
	readonly title: string;
	/** The name of an author; `null` when unknown. */
	readonly nameOf: (author: string) => string | null;
	readonly personOf: PersonOf;
	readonly onclose: () => void;
}

interface Panel {
	/** Fetched when it is first opened; the board shows that it is waiting, and says so when it cannot be had. */
	readonly load: () => Promise<{ readonly default: Component<PanelProps> }>;
	/**
	 * `alone`: opening another such panel closes it, and Escape on the board too. `beside`: stays until it is closed itself
	 * (a minimap, a running presentation).
	 */
	readonly stays: 'alone' | 'beside';
	/** It has a field for what is typed, which begins with what was typed before it came: `editor.typedAhead.take`. */
	readonly takesText?: true;
}

/**
 * Whatever opens over the board and is not needed for the first stroke. To add one:
 *
 * 1. write a component that takes `PanelProps`. Along the side, wrap it in chrome/SidePanel.svelte, which has the title,
 *    the close button, Escape and the focus; in the middle, in $lib/ui/Dialog.svelte; or place it yourself.
 *    Its words go into a message file of their own (src/lib/messages/en/whiteboard-<part>.ts);
 * 2. add a line here;
 * 3. add a command that opens it, in commands/: `run: (editor) => editor.panels.toggle('search')`, and list it in
 *    commands/registry.ts. Menus, shortcuts, help and the palette then have it.
 *
 * From elsewhere: `editor.panels.open(name)`, `.close(name)`, `.isOpen(name)`. All are reactive.
 */
export const PANELS = {
	list: { stays: 'alone', load: () => import('./chrome/ListView.svelte') },
	search: { stays: 'alone', takesText: true, load: () => import('./finding/SearchBar.svelte') },
	outline: { stays: 'alone', load: () => import('./finding/OutlinePanel.svelte') },
	minimap: { stays: 'beside', load: () => import('./finding/Minimap.svelte') },
	present: { stays: 'beside', load: () => import('./presenting/Presentation.svelte') },
	palette: { stays: 'alone', takesText: true, load: () => import('./chrome/CommandPalette.svelte') },
	help: { stays: 'alone', load: () => import('./chrome/HelpSheet.svelte') },
	intake: { stays: 'alone', load: () => import('./io/IntakePanel.svelte') },
	templates: { stays: 'alone', load: () => import('./templates/TemplatesPanel.svelte') },
	export: { stays: 'alone', load: () => import('./io/ExportPanel.svelte') },
	menu: { stays: 'alone', load: () => import('./chrome/ContextMenu.svelte') },
	link: { stays: 'alone', takesText: true, load: () => import('./chrome/LinkPanel.svelte') },
	thread: { stays: 'alone', load: () => import('./comments/ThreadPanel.svelte') },
	people: { stays: 'beside', load: () => import('./people/PeoplePanel.svelte') },
	comments: { stays: 'beside', load: () => import('./comments/CommentsPanel.svelte') },
	describe: { stays: 'alone', takesText: true, load: () => import('./images/DescribePanel.svelte') },
	versions: { stays: 'alone', load: () => import('./versions/VersionsPanel.svelte') }
} as const satisfies Record<string, Panel>;

export type PanelName = keyof typeof PANELS;

export function panelOf(name: PanelName): Panel {
	return PANELS[name];
}

import type { Editor } from '../editor.svelte.ts';

export type CommandGroup = 'tools' | 'edit' | 'view';

/** Something that people can ask for. Buttons, menus, shortcuts and the help all come from here. */
export interface Command {
	readonly id: string;
	readonly group: CommandGroup;
	readonly label: () => string;
	/** `Ctrl` stands for ⌘ on a Mac as well. The first one is shown. */
	readonly shortcuts: readonly string[];
	/** Changes the document, so not for those who only look. */
	readonly writes: boolean;
	/** Whether it would do anything now. */
	enabled?(editor: Editor): boolean;
	run(editor: Editor): void;
}

import type { Component } from 'svelte';

/** One line of a menu. */
export interface MenuEntry {
	readonly label: string;
	/** A lucide icon, or any component that draws one. */
	readonly icon?: Component;
	readonly shortcut?: string;
	readonly danger?: boolean;
	readonly disabled?: boolean;
	/** A mark that this choice holds at the moment. */
	readonly checked?: boolean;
	/** A rule above this line. */
	readonly separated?: boolean;
	readonly onselect: () => void;
	/** Once the menu is gone: for a choice that puts the focus somewhere. Without it, the control gets the focus back. */
	readonly onclosed?: () => void;
}

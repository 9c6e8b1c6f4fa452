import type { Snippet } from 'svelte';

export interface DialogProps {
	open: boolean;
	title: string;
	description?: string | undefined;
	/** `sheet`: along the side, and from below on phones. */
	shape?: 'card' | 'sheet';
	onclose?: () => void;
	children?: Snippet;
	footer?: Snippet;
}

/** What a command says while it runs, in order. */
export type AdminEvent =
	/** For standard output. */
	| { readonly kind: 'line'; readonly text: string }
	/** Something is wrong, as a sentence; the exit code becomes 1. */
	| { readonly kind: 'problem'; readonly text: string }
	/** How far it is; replaces the one before. */
	| { readonly kind: 'progress'; readonly text: string }
	/** A part of a backup, not yet compressed. */
	| { readonly kind: 'bytes'; readonly bytes: Uint8Array };

export const line = (text: string): AdminEvent => ({ kind: 'line', text });
export const problem = (text: string): AdminEvent => ({ kind: 'problem', text });
export const progress = (text: string): AdminEvent => ({ kind: 'progress', text });

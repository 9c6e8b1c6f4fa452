/** What came of drawing a source. */
export type Drawn =
	| { readonly at: 'drawn'; readonly element: HTMLElement }
	/** It cannot be read; `why` in the words of what read it, '' where it has none. */
	| { readonly at: 'wrong'; readonly why: string }
	| { readonly at: 'tooLong'; readonly why: string }
	/** What draws it could not be fetched, or gave no answer. */
	| { readonly at: 'unavailable'; readonly why: string };

/** One line of somebody else's error message, short enough to be read. */
export function firstLine(error: unknown): string {
	const message = error instanceof Error ? error.message : typeof error === 'string' ? error : '';
	return (message.split('\n')[0] ?? '').slice(0, 200);
}

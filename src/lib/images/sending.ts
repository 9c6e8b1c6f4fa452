/** What is still to be done before others can see an image that was added here. */
export type Sending =
	| { readonly at: 'sending'; readonly percent: number }
	/** For the line, or for its turn; kept on this device. */
	| { readonly at: 'waiting' }
	| { readonly at: 'refused'; readonly why: 'no-right' | 'board-full' | 'not-taken' };

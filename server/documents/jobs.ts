/** What the document workers can do: each opens one Y.Doc, away from the thread that serves everybody. */
export type Job =
	/** One update that holds all of the document, without what was deleted. */
	| { readonly kind: 'compact'; readonly parts: JobParts }
	/** The page as HTML. */
	| { readonly kind: 'render-page'; readonly parts: JobParts };

export interface JobParts {
	readonly snapshot: Uint8Array | null;
	readonly updates: readonly Uint8Array[];
}

export interface Results {
	readonly compact: Uint8Array;
	readonly 'render-page': string;
}

export interface JobRequest {
	readonly id: number;
	readonly job: Job;
}

export type JobAnswer =
	| { readonly id: number; readonly ok: true; readonly result: Results[Job['kind']] }
	| { readonly id: number; readonly ok: false; readonly reason: string };

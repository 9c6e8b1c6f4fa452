import type { CompactedDocument } from '../sync/rooms-port.ts';
import type { ScannedUpdate } from '../sync/update-scan.ts';

/** What the document workers can do: each opens one Y.Doc, away from the thread that serves everybody. */
export type Job =
	/** One update that holds all of the document, without what was deleted. */
	| { readonly kind: 'compact'; readonly parts: JobParts }
	/** The same as `scanUpdate` for stored bytes. */
	| { readonly kind: 'scan'; readonly update: Uint8Array }
	/** The page as HTML. */
	| { readonly kind: 'render-page'; readonly parts: JobParts }
	/** The images that a whiteboard names. */
	| { readonly kind: 'images'; readonly parts: JobParts }
	/** Whether it is whole, for the operator. */
	| { readonly kind: 'examine'; readonly parts: JobParts };

export interface JobParts {
	readonly snapshot: Uint8Array | null;
	readonly updates: readonly Uint8Array[];
}

export interface Results {
	readonly compact: CompactedDocument;
	readonly scan: ScannedUpdate | null;
	readonly 'render-page': string;
	readonly images: readonly string[];
	readonly examine: Examination;
}

export interface Examination {
	/** The parts that are no update as the check of PROTOCOL.md knows it: 0 for the snapshot, then the updates from 1. */
	readonly malformed: readonly number[];
	readonly opening: Opening;
}

export type Opening =
	| { readonly ok: false; readonly reason: string }
	| {
			readonly ok: true;
			/** Clients of structs that build on something that is not there, so that nobody sees them. */
			readonly incomplete: readonly number[];
			readonly structs: number;
			readonly clients: number;
			/** Of one update that holds all of it. */
			readonly bytes: number;
			readonly durationMs: number;
	  };

export interface JobRequest {
	readonly id: number;
	readonly job: Job;
}

export type JobAnswer =
	| { readonly id: number; readonly ok: true; readonly result: Results[Job['kind']] }
	| { readonly id: number; readonly ok: false; readonly reason: string };

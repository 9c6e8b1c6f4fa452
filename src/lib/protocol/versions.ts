import * as v from 'valibot';
import type { Brand } from '#model/brand.ts';
import type { IdentityId } from '#model/ids.ts';
import type { PhaseId } from '#model/problem/method.ts';
import type { DocumentName } from './documents.ts';

export type VersionId = Brand<string, 'VersionId'>;

/** A board as it once was. */
export interface BoardVersion {
	readonly id: VersionId;
	/** Server time, milliseconds since the epoch. */
	readonly at: number;
	/** Who had it kept, with the name that they had then; `null`: the server itself. */
	readonly by: { readonly id: IdentityId; readonly name: string } | null;
	/** Named ones are kept until somebody takes the name away; the others thin out with time. */
	readonly name: string | null;
	/** Made because somebody was about to restore another one. */
	readonly beforeRestoring: boolean;
	/** Of a problem board: it was so when this phase ended, the so-manieth time; `null`: it is of another kind. */
	readonly phase: { readonly id: PhaseId; readonly attempt: number } | null;
}

/** The latest first. */
export interface BoardVersions {
	readonly versions: readonly BoardVersion[];
}

/** `made` is `null` where nothing has changed, or too little time has passed, since the one before. */
export interface VersionMade {
	readonly made: BoardVersion | null;
}

const VERSION_NAME_LENGTH = 80;
const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(VERSION_NAME_LENGTH));

export const MakeVersion = v.variant('why', [
	v.strictObject({ why: v.literal('named'), name }),
	v.strictObject({ why: v.literal('automatic') }),
	v.strictObject({ why: v.literal('before-restoring') })
]);
export type MakeVersion = v.InferOutput<typeof MakeVersion>;

/** `null` takes the name away. */
export const NameVersion = v.strictObject({ name: v.nullable(name) });
export type NameVersion = v.InferOutput<typeof NameVersion>;

export function versionsAddress(document: DocumentName): string {
	return `/api/versions/${document}`;
}

/** Its bytes: one Yjs update that holds all of the board as it was. */
export function versionAddress(document: DocumentName, version: VersionId): string {
	return `/api/versions/${document}/${version}`;
}

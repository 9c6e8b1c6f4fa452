import * as v from 'valibot';
import type { IdentityId, SessionId } from '#model/ids.ts';
import type { Problem } from '#model/problem/check.ts';
import type { Method, MethodId } from '#model/problem/method.ts';

/** Bodies and answers under `/api/methods`: the methods that a session's people made. */

/** One of a session's own methods, as it is listed: its latest version, without the phases. */
export interface OwnMethod {
	readonly id: MethodId;
	readonly version: number;
	readonly title: string;
	readonly purpose: string;
	readonly minutes: number;
	readonly people: { readonly min: number; readonly max: number };
	/** How many phases it has. */
	readonly phases: number;
	/** When this version was saved; server time. */
	readonly at: number;
	readonly by: IdentityId;
}

export interface OwnMethods {
	/** By title. */
	readonly methods: readonly OwnMethod[];
}

/** What a method may be is checked by the model (parse-method.ts), which names what is wrong by its place. */
export const SaveMethod = v.strictObject({ method: v.unknown() });

export interface MethodSaved {
	readonly saved: OwnMethod;
}

/** One version, which never changes. */
export interface MethodVersion {
	readonly method: Method;
}

/** Why a method was not saved, beside what every route may refuse with. */
export type MethodRefusal =
	/** By place, the first hundred. */
	| { readonly refusal: 'invalid'; readonly problems: readonly Problem[] }
	/** Somebody saved this version, or a later one, meanwhile: the last of them. */
	| { readonly refusal: 'changed'; readonly latest: number };

export const METHOD_KEEPING = {
	/** Methods of one session. */
	methods: 40,
	/** Versions that one session keeps, of all its methods. */
	versions: 200,
	/** Of what is sent to be saved. */
	bytes: 256 * 1024
} as const;

/** A method id, as people write it into files and addresses. */
export function parseMethodId(value: string): MethodId | null {
	return /^[a-z][a-z0-9-]{0,39}$/.test(value) ? (value as MethodId) : null;
}

export function parseMethodVersion(value: string): number | null {
	return /^[1-9][0-9]{0,14}$/.test(value) ? Number(value) : null;
}

export const methodAddress = {
	/** Where people make them. */
	page: (session: SessionId): string => `/s/${session}/methods`,
	list: (session: SessionId): string => `/api/methods/${session}`,
	one: (session: SessionId, method: MethodId): string => `/api/methods/${session}/${method}`,
	version: (session: SessionId, method: MethodId, version: number): string =>
		`/api/methods/${session}/${method}/${version}`
} as const;

import { isDeepStrictEqual } from 'node:util';
import * as Y from 'yjs';

/** Enough of Yjs's items to see what a document shows, without knowing what its types were meant to be. */
interface ContentView {
	readonly str?: string;
	readonly type?: Y.AbstractType<unknown>;
	readonly key?: string;
	readonly value?: unknown;
	getContent(): unknown[];
}

/**
 * All that a document shows, whatever its types are called: equal for two documents that have converged. State vectors
 * are not enough, since they say nothing of order and deletions. `roots`: only of these top-level types.
 */
export function contentOf(doc: Y.Doc, roots?: readonly string[]): unknown {
	return [...doc.share]
		.filter(([name]) => roots === undefined || roots.includes(name))
		.map(([name, type]) => [name, describe(type as unknown as Y.AbstractType<unknown>)] as const)
		.filter(([, { list, map }]) => list.length > 0 || map.length > 0)
		.sort(byName);
}

interface Described {
	readonly list: readonly unknown[];
	readonly map: readonly (readonly [string, unknown])[];
}

function describe(type: Y.AbstractType<unknown>): Described {
	const list: unknown[] = [];
	for (let item = type._start; item !== null; item = item.right) {
		if (item.deleted) continue;
		for (const part of describeContent(item.content)) {
			const last = list.at(-1);
			if (typeof part === 'string' && typeof last === 'string') list[list.length - 1] = last + part;
			else list.push(part);
		}
	}
	const map = [...type._map]
		.filter(([, item]) => !item.deleted)
		.map(([key, item]) => [key, describeContent(item.content as unknown as ContentView).at(-1)] as const)
		.sort(byName);
	return { list, map };
}

function describeContent(content: ContentView): unknown[] {
	if (content.str !== undefined) return [content.str];
	if (content.type !== undefined) return [describe(content.type)];
	if (content.key !== undefined) return [{ format: content.key, value: content.value }];
	// One element each, so that a string in a list is not taken for text.
	return content.getContent().map((value) => [value]);
}

/** Whether all hold the same; `roots`: and show the same in these top-level types. */
export function haveConverged([first, ...others]: readonly Y.Doc[], roots?: readonly string[]): boolean {
	if (first === undefined) return false;
	const expected = contentOf(first, roots);
	const clocks = clocksOf(first);
	return others.every(
		(doc) => isDeepStrictEqual(clocksOf(doc), clocks) && isDeepStrictEqual(contentOf(doc, roots), expected)
	);
}

function clocksOf(doc: Y.Doc): Map<number, number> {
	return Y.decodeStateVector(Y.encodeStateVector(doc));
}

/** Whether it holds structs or deletions that wait for others. */
export function hasPending(doc: Y.Doc): boolean {
	return doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

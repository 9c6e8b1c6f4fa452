import { parseMethod, type ParsedMethod } from './parse-method.ts';
import type { Method } from './method.ts';

/** Raised when an older version of this program could misread a file. See docs/method-file.md. */
export const METHOD_FILE_FORMAT = 1;
/** In characters: far more than the largest method that may be. */
export const MAX_METHOD_FILE_LENGTH = 256_000;

export type MethodFile =
	| ParsedMethod
	/** `what`: why it is no method file that this version reads. */
	| { readonly ok: false; readonly what: 'not-json' | 'no-method-file' | 'newer' | 'too-large' };

/** A method as a file, to be given to others. */
export function writeMethodFile(method: Method): string {
	const file = { commonplace: 'method', format: METHOD_FILE_FORMAT, method };
	return `${JSON.stringify(file, null, '\t')}\n`;
}

/** Reads a file from anywhere. What is wrong with the method in it is named by place, all of it at once. */
export function readMethodFile(text: string): MethodFile {
	if (text.length > MAX_METHOD_FILE_LENGTH) return { ok: false, what: 'too-large' };
	let file: unknown;
	try {
		// A byte order mark is what some editors put before the first character.
		file = JSON.parse(text.replace(/^\uFEFF/, ''));
	} catch {
		return { ok: false, what: 'not-json' };
	}
	if (typeof file !== 'object' || file === null || !('commonplace' in file) || file.commonplace !== 'method')
		return { ok: false, what: 'no-method-file' };
	if (!('format' in file) || typeof file.format !== 'number' || !('method' in file))
		return { ok: false, what: 'no-method-file' };
	if (file.format > METHOD_FILE_FORMAT) return { ok: false, what: 'newer' };
	return parseMethod(file.method);
}

import { chooseFiles } from '$lib/ui/choose-files.ts';
import type { Method } from '#model/problem/method.ts';
import {
	MAX_METHOD_FILE_LENGTH,
	readMethodFile,
	writeMethodFile,
	type MethodFile
} from '#model/problem/method-file.ts';

/** What became of a file that somebody chose. */
export type OpenedFile = MethodFile | { readonly ok: false; readonly what: 'unreadable' };

/** Lets somebody choose a method file, and reads it. */
export function openMethodFile(onread: (file: OpenedFile) => void): void {
	chooseFiles('.json,application/json', ([file]) => {
		if (file !== undefined) void read(file).then(onread);
	});
}

async function read(file: File): Promise<OpenedFile> {
	// Its letters take four bytes at most, so that one this large need not be read at all.
	if (file.size > 4 * MAX_METHOD_FILE_LENGTH) return { ok: false, what: 'too-large' };
	try {
		return readMethodFile(await file.text());
	} catch {
		return { ok: false, what: 'unreadable' };
	}
}

/** Hands a method to the device as a file. */
export function saveMethodFile(method: Method): void {
	const file = new Blob([writeMethodFile(method)], { type: 'application/json' });
	const link = document.createElement('a');
	link.href = URL.createObjectURL(file);
	link.download = `${method.id}.method.json`;
	link.click();
	// The browser has begun to read it by the next turn.
	setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

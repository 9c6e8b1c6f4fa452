import * as v from 'valibot';
import { ByteQueue } from './byte-queue.ts';
import type { AdminEvent } from './events.ts';
import { AdminProblem } from './problem.ts';

/**
 * The answer of a running server to a command, over its socket: messages of kind (1 byte), length (4, little-endian)
 * and content. Without the last one, `done` or `failed`, the server ended in the middle.
 */
const HEAD_BYTES = 5;
const KIND = { bytes: 1, said: 2, done: 3, failed: 4 } as const;

const Said = v.object({ kind: v.picklist(['line', 'problem', 'progress']), text: v.string() });

export const encodeEvent = (event: AdminEvent): Uint8Array[] =>
	event.kind === 'bytes'
		? message(KIND.bytes, event.bytes)
		: message(KIND.said, Buffer.from(JSON.stringify(event)));

export const encodeDone = (): Uint8Array[] => message(KIND.done, new Uint8Array());

/** @param sentence why the command was not done */
export const encodeFailed = (sentence: string): Uint8Array[] => message(KIND.failed, Buffer.from(sentence));

/** What the server said. Throws `AdminProblem` with its sentence when it could not do it, or ended. */
export async function* decodeEvents(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<AdminEvent> {
	const queue = new ByteQueue(chunks);
	try {
		for (;;) {
			const head = await queue.take(HEAD_BYTES);
			if (head.length < HEAD_BYTES) throw ended();
			const kind = head.readUInt8(0);
			const length = head.readUInt32LE(1);
			const content = await queue.take(length);
			if (content.length < length) throw ended();
			if (kind === KIND.done) return;
			if (kind === KIND.failed) throw new AdminProblem(content.toString('utf8'));
			if (kind === KIND.bytes) yield { kind: 'bytes', bytes: content };
			else yield v.parse(Said, JSON.parse(content.toString('utf8')));
		}
	} finally {
		await queue.close();
	}
}

function ended(): AdminProblem {
	return new AdminProblem('The server ended before the command was done.');
}

function message(kind: number, content: Uint8Array): Uint8Array[] {
	const head = Buffer.alloc(HEAD_BYTES);
	head.writeUInt8(kind, 0);
	head.writeUInt32LE(content.length, 1);
	return [head, content].filter((piece) => piece.length > 0);
}

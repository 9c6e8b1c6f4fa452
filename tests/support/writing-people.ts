import { expect } from 'vitest';
import type { BoardId } from '#model/ids.ts';
import type { SessionState } from '#protocol/api.ts';
import { openSession, type HttpClient } from './client.ts';
import { SteadyWriter, type Frames } from './steady-writer.ts';
import { waitFor } from './wait-for.ts';

/** Slower than people type together, faster than one does. */
const WRITE_EVERY_MS = 20;

/** People who write on one whiteboard, each wherever the balancer put them. */
export interface WritingPeople {
	readonly client: HttpClient;
	readonly state: SessionState;
	readonly whiteboard: BoardId;
	readonly writers: readonly SteadyWriter[];
	/** All have written on from here, and that is safe. */
	writtenOn(words?: number): Promise<void>;
	/** Lets them finish; everything that anybody was promised or wrote must be there for somebody who comes anew. */
	finish(): Promise<void>;
}

/** @param framesOf which release each of them speaks; today's when not given. */
export async function writingPeople(
	{ origin }: { readonly origin: string },
	count: number,
	framesOf?: (index: number) => Frames | undefined
): Promise<WritingPeople> {
	const { cookie, client, state, whiteboard } = await openSession(origin);
	const url = `${origin.replace('http', 'ws')}/sync/${whiteboard}`;
	const open = (name: string, frames?: Frames) => SteadyWriter.open(url, name, { cookie, origin }, frames);
	const writers = await Promise.all(
		Array.from({ length: count }, (_, index) => open(`w${index}`, framesOf?.(index)))
	);
	const writing = setInterval(() => writers.forEach((writer) => writer.write()), WRITE_EVERY_MS);
	return {
		client,
		state,
		whiteboard,
		writers,
		async writtenOn(words = 20) {
			const targets = writers.map((writer) => writer.written + words);
			const isDone = () => writers.every((writer, index) => writer.acknowledged >= targets[index]!);
			await waitFor(isDone, 'all write on', 30_000);
		},
		async finish() {
			clearInterval(writing);
			for (const writer of writers)
				await waitFor(() => writer.acknowledged === writer.written, 'all is acknowledged', 30_000);
			const written = writers.reduce((sum, writer) => sum + writer.written, 0);
			const fresh = await open('fresh');
			const everybody = [...writers, fresh];
			const isThere = () => everybody.every((writer) => writer.words.length >= written + 1);
			await waitFor(isThere, 'all of it arrives everywhere', 30_000);
			const words = new Set(fresh.words);
			expect(fresh.words, 'no word twice').toHaveLength(words.size);
			for (const writer of everybody) {
				expect(
					writer.promised.filter((word) => !words.has(word)),
					'lost'
				).toEqual([]);
				writer.close();
			}
			expect(words.size).toBe(written + 1);
		}
	};
}

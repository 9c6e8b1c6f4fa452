import * as Y from 'yjs';
import type { Struct } from './update-writer.ts';

interface Queue {
	readonly structs: Struct[];
	at: number;
}

/**
 * The structs of an update in an order in which each comes after all that it builds on, so that any number of the first
 * ones make sense without the rest. Those of one client keep their order. In an update they stand client by client,
 * and the first client's may build on the second's, which build on the first's.
 */
export function* causalOrder(structs: readonly Struct[]): Generator<Struct> {
	const queues = new Map<number, Queue>();
	for (const struct of structs) {
		const queue = queues.get(struct.id.client);
		if (queue === undefined) queues.set(struct.id.client, { structs: [struct], at: 0 });
		else queue.structs.push(struct);
	}
	for (const client of queues.keys()) yield* emptied(client, queues);
}

/** All that is left of this client, and before each struct what it builds on. */
function* emptied(first: number, queues: ReadonlyMap<number, Queue>): Generator<Struct> {
	// Each waits for the one above it, up to that clock.
	const waiting = [{ client: first, upTo: Infinity }];
	for (let top = waiting.at(-1); top !== undefined; top = waiting.at(-1)) {
		const queue = queues.get(top.client)!;
		const head = queue.structs[queue.at];
		if (head === undefined || head.id.clock > top.upTo) {
			waiting.pop();
			continue;
		}
		const missing = neighbours(head).find(
			({ client, clock }) =>
				isAhead(queues.get(client), clock) &&
				// Two that wait for each other are no work of Yjs; they come in any order rather than never.
				!waiting.some((waits) => waits.client === client)
		);
		if (missing !== undefined) {
			waiting.push({ client: missing.client, upTo: missing.clock });
			continue;
		}
		queue.at += 1;
		yield head;
	}
}

function isAhead(queue: Queue | undefined, clock: number): boolean {
	const head = queue?.structs[queue.at];
	return head !== undefined && head.id.clock <= clock;
}

/** What must be there before the struct can be placed. */
function neighbours(struct: Struct): Y.ID[] {
	if (!(struct instanceof Y.Item)) return [];
	const { origin, rightOrigin, parent } = struct;
	return [origin, rightOrigin, parent].filter((id) => id instanceof Y.ID);
}

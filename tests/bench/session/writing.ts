import type { Address } from '../generator/client.ts';
import { joinAll } from '../generator/client.ts';
import { encodeEntry } from '../generator/entries.ts';
import { Pace } from '../generator/pace.ts';

/** Everybody at each of these boards writes: what a node has to do beside the session. */
export interface Writing {
	stop(): void;
}

const PER_SECOND = 5;
const FIRST_CLIENT = 1_000_000;

export async function startWriting(boards: readonly (readonly Address[])[]): Promise<Writing> {
	const clients = await joinAll(boards.flat(), 25);
	if (clients.length === 0) return { stop: () => undefined };
	const pace = new Pace();
	const clocks = new Int32Array(clients.length);
	const sending = pace.run(clients.length, PER_SECOND, (writer, due) => {
		for (let left = due; left > 0; left -= 1)
			clients[writer]!.sendUpdate(encodeEntry(FIRST_CLIENT + writer, clocks[writer]!++));
	});
	return {
		stop() {
			pace.stop();
			void sending.then(() => clients.forEach((client) => client.close()));
		}
	};
}

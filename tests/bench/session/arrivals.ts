import { setTimeout as wait } from 'node:timers/promises';
import type { SessionClient } from './session-client.ts';

const WITHIN_MS = 10_000;

/** When who was told which version of the record. Versions may be passed over: a later one holds those before it. */
export class Arrivals {
	/** What told of records so far. */
	readonly told = { messages: 0, bytes: 0 };
	/** By member: version and time, one after the other. */
	readonly #heard: number[][];

	/** @param also hears of each member's new version. */
	constructor(
		clients: readonly SessionClient[],
		also: (member: number, version: number) => void = () => undefined
	) {
		this.#heard = clients.map(() => []);
		for (const [member, client] of clients.entries())
			client.onHeard = ({ event, version, length }) => {
				if (!event.startsWith('session') || version === null) return;
				this.#heard[member]!.push(version, performance.now());
				this.told.messages += 1;
				this.told.bytes += length;
				also(member, version);
			};
	}

	/** When each was first told this version or a later one; who was not within the time is not among them. */
	async of(version: number): Promise<number[]> {
		const giveUpAt = performance.now() + WITHIN_MS;
		const all = (): boolean => this.#heard.every((heard) => (heard.at(-2) ?? 0) >= version);
		while (!all() && performance.now() < giveUpAt) await wait(2);
		return this.#heard.flatMap((heard) => {
			for (let at = 0; at < heard.length; at += 2) if (heard[at]! >= version) return [heard[at + 1]!];
			return [];
		});
	}
}

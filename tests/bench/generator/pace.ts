import { setTimeout as wait } from 'node:timers/promises';
import { Histogram } from './histogram.ts';

/**
 * Sends at a steady rate: sender `s` of `senders` sends its `n`th at `(n + s / senders) / perSecond`, so that they do not come all at
 * once. Wakes every millisecond. Latency counts from when something really was sent; how late that was, the lag, is kept: a
 * generator that lags says nothing about the server.
 */
export class Pace {
	readonly lag = new Histogram();
	#running = true;

	/** Until `stop`; `sendNow(sender, due)` sends `due` messages of one sender. */
	async run(
		senders: number,
		perSecond: number,
		sendNow: (sender: number, due: number) => void
	): Promise<void> {
		const startedAt = performance.now();
		const everyMs = 1000 / perSecond;
		const sent = new Float64Array(senders);
		while (this.#running) {
			const elapsed = performance.now() - startedAt;
			for (let sender = 0; sender < senders; sender += 1) {
				const offset = (sender / senders) * everyMs;
				const due = Math.floor((elapsed - offset) / everyMs) + 1 - sent[sender]!;
				if (due <= 0) continue;
				this.lag.add(elapsed - offset - sent[sender]! * everyMs);
				sendNow(sender, due);
				sent[sender]! += due;
			}
			await wait(1);
		}
	}

	stop(): void {
		this.#running = false;
	}
}

import { setTimeout as wait } from 'node:timers/promises';
import type { Client } from './client.ts';
import type { Deliveries, Window } from './deliveries.ts';
import type { Histogram, Latency } from './histogram.ts';
import { Pace } from './pace.ts';
import { residentKilobytes, startStopwatch, type Pids } from './process-figures.ts';

export interface Live {
	readonly pids: Pids;
	readonly clients: readonly Client[];
	readonly senders: number;
	readonly perSecond: number;
	/** One message of this sender, now. */
	readonly send: (sender: number, at: number) => void;
	/** The connection on which a sender sends. */
	readonly pen: (sender: number) => Client;
	readonly deliveries: readonly Deliveries[];
	readonly window: Window;
	readonly latencies: Histogram;
	readonly seconds: Seconds;
}

export interface Seconds {
	readonly warm: number;
	readonly measured: number;
	/** How long to wait at the end for what is still under way. */
	readonly drain: number;
}

export interface LiveFigures extends Latency {
	/** Of each of the server's processes, as `cpu of …`. */
	readonly [cpuOf: `cpu of ${string}`]: number;
	/** Share of the server's core during the measured seconds, all its processes and threads together. */
	readonly serverCpu: number;
	readonly generatorCpu: number;
	/** How late the generator sent, 95 %, in milliseconds. */
	readonly lag: number;
	/** Sendings a second that were really made. */
	readonly sentPerSecond: number;
	/** Of what was sent at any time, deliveries that had not come when the drain's time was over. Must be 0. */
	readonly undelivered: number;
	/** Connections that the server ended. */
	readonly closed: number;
	readonly residentMb: number;
	/** What all clients together were sent in a second: messages, and megabytes. */
	readonly messagesPerSecond: number;
	readonly megabytesPerSecond: number;
	/** The measured seconds on the machine's monotonic clock, in microseconds: a CPU profile has the same. */
	readonly fromMicros: number;
	readonly toMicros: number;
}

/** Steady traffic: warms up, measures, stops sending and waits until all has arrived. */
export async function runLive(live: Live): Promise<LiveFigures> {
	const { window, seconds } = live;
	const pace = new Pace();
	window.from = window.to = Number.POSITIVE_INFINITY;
	const sentBefore = totalSent(live.deliveries);
	const sending = pace.run(live.senders, live.perSecond, (sender, due) => {
		const { wire } = live.pen(sender);
		if (due > 1) wire.cork();
		for (let left = due; left > 0; left -= 1) live.send(sender, performance.now());
		if (due > 1) wire.uncork();
	});
	await wait(seconds.warm * 1000);
	const sentAtStart = totalSent(live.deliveries) - sentBefore;
	const stopwatch = startStopwatch(live.pids);
	const fromMicros = micros();
	const heardBefore = heard(live.clients);
	window.from = performance.now();
	await wait(seconds.measured * 1000);
	window.to = performance.now();
	const cpu = stopwatch.stop();
	const toMicros = micros();
	const heardAfter = heard(live.clients);
	const sentInWindow = totalSent(live.deliveries) - sentBefore - sentAtStart;
	const resident = residentKilobytes(live.pids);
	pace.stop();
	await sending;
	const undelivered = await drain(live.deliveries, seconds.drain * 1000);
	if (undelivered > 0) for (const each of live.deliveries) each.giveUp(performance.now());
	return {
		...live.latencies.summary(),
		...Object.fromEntries(Object.entries(cpu.each).map(([name, share]) => [`cpu of ${name}`, share])),
		serverCpu: cpu.server,
		generatorCpu: cpu.generator,
		lag: pace.lag.percentile(0.95) ?? 0,
		sentPerSecond: sentInWindow / cpu.seconds,
		undelivered,
		closed: live.clients.filter(({ state }) => state === 'closed').length,
		residentMb: resident / 1024,
		messagesPerSecond: (heardAfter.messages - heardBefore.messages) / cpu.seconds,
		megabytesPerSecond: (heardAfter.bytes - heardBefore.bytes) / 1e6 / cpu.seconds,
		fromMicros,
		toMicros
	};
}

function heard(clients: readonly Client[]): { messages: number; bytes: number } {
	let messages = 0;
	let bytes = 0;
	for (const client of clients) {
		messages += client.messages;
		bytes += client.messageBytes;
	}
	return { messages, bytes };
}

const micros = (): number => Number(process.hrtime.bigint() / 1000n);

function totalSent(deliveries: readonly Deliveries[]): number {
	return deliveries.reduce((sum, each) => sum + each.totalSent, 0);
}

async function drain(deliveries: readonly Deliveries[], atMostMs: number): Promise<number> {
	const giveUpAt = performance.now() + atMostMs;
	for (;;) {
		const missing = deliveries.reduce((sum, each) => sum + each.missing(), 0);
		if (missing === 0 || performance.now() > giveUpAt) return missing;
		await wait(20);
	}
}

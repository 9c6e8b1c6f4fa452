import { Histogram, type Registry } from 'prom-client';
import type { SyncMeter } from '../sync/rooms-port.ts';

/** Seconds, 0.5 ms to 5 s: narrow where a healthy server is, so that a percentile read from them is off by a third at most. */
const BUCKETS_SECONDS = [
	0.0005, 0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.015, 0.025, 0.04, 0.065, 0.1, 0.16, 0.25, 0.5, 1, 2.5, 5
];

/** How long acknowledging and sending on take. One observation costs about 0.25 µs, and there is one for each tick, not for each reader. */
export function meterInto(registry: Registry): SyncMeter {
	const histogram = (name: string, help: string) =>
		new Histogram({ name, help, buckets: BUCKETS_SECONDS, registers: [registry] });
	const acknowledgement = histogram(
		'commonplace_ack_duration_seconds',
		'From the arrival of the first update of an append until it is stored and acknowledged.'
	);
	const fanOut = histogram(
		'commonplace_fanout_duration_seconds',
		'From the arrival of the first update of a broadcast until it is handed to the sockets.'
	);
	return {
		acknowledged: (ms) => acknowledgement.observe(ms / 1000),
		fannedOut: (ms) => fanOut.observe(ms / 1000)
	};
}

/** How long searches take. */
export function searchesInto(registry: Registry): (ms: number) => void {
	const searches = new Histogram({
		name: 'commonplace_search_duration_seconds',
		help: 'From the arrival of a search until its hits are known.',
		buckets: BUCKETS_SECONDS,
		registers: [registry]
	});
	return (ms) => searches.observe(ms / 1000);
}

import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Gauge, type Registry } from 'prom-client';

type Delays = ReturnType<typeof monitorEventLoopDelay>;

/** The timer's period: what it measures is this and the delay. */
const RESOLUTION_MS = 10;
const QUANTILES = [
	{ quantile: '0.5', read: (delays: Delays) => delays.percentile(50) },
	{ quantile: '0.99', read: (delays: Delays) => delays.percentile(99) },
	{ quantile: '1', read: (delays: Delays) => delays.max }
];

/** How long the event loop kept its timers waiting since the last scrape. Stops with the returned function. */
export function meterEventLoop(registry: Registry): () => void {
	const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
	delays.enable();
	new Gauge({
		name: 'commonplace_event_loop_delay_seconds',
		help: 'How long the event loop kept its timers waiting since the last scrape; quantile 1 is the longest.',
		labelNames: ['quantile'],
		registers: [registry],
		collect() {
			for (const { quantile, read } of QUANTILES) {
				this.set(
					{ quantile },
					delays.count === 0 ? 0 : Math.max(0, read(delays) / 1e9 - RESOLUTION_MS / 1e3)
				);
			}
			delays.reset();
		}
	});
	return () => void delays.disable();
}

import type { WebsocketProvider } from 'y-websocket';
import { encodeQueryAwareness } from '#protocol/sync.ts';
import { LineWatch, type LineState } from './line-watch.ts';
import { reconnectDelayMs } from './reconnect-delay.ts';

export interface KeptConnection {
	/** Something came from the server on this socket. */
	heard(socket: WebSocket): void;
	stop(): void;
}

const LOOK_EVERY_MS = 1_000;
/** The timer came so much too late: the machine slept, or the tab rested. */
const SLEPT_MS = 10_000;
/** Exponent of the provider's own waiting, so high that its maximum decides. */
const ALWAYS_THE_MAXIMUM = 30;

/**
 * Gets a provider's connection back quickly when it is lost, without everybody at once, and notices when it is lost
 * though nothing said so.
 * @param sending whether something sent waits for its answer, and whether it is a large upload
 */
export function keepConnected(
	provider: WebsocketProvider,
	sending: () => { readonly awaitsAnswer: boolean; readonly uploads: boolean }
): KeptConnection {
	const watch = new LineWatch();
	waitByChance(provider);

	const reconnect = (): void => {
		if (!provider.shouldConnect) return;
		provider.disconnect();
		provider.connect();
	};
	const stateOfLine = (): LineState => {
		if (provider.wsconnected) return { at: 'open', ...sending() };
		return { at: provider.wsconnecting ? 'trying' : 'down' };
	};
	const look = (): void => {
		const verdict = watch.look(performance.now(), stateOfLine());
		// The server always answers this one.
		if (verdict === 'ask') provider.ws?.send(encodeQueryAwareness());
		if (verdict === 'give-up') reconnect();
	};
	let lookedAt = Date.now();
	const timer = setInterval(() => {
		const now = Date.now();
		// The monotonic clock of some systems stands still while they sleep.
		if (now - lookedAt > SLEPT_MS) watch.suspect();
		lookedAt = now;
		look();
	}, LOOK_EVERY_MS);

	const onShown = (): void => {
		if (document.visibilityState !== 'visible') return;
		if (!provider.wsconnected) return reconnect();
		watch.suspect();
		look();
	};
	// The browser's word that the network changed is a hint, not a fact (the server may be on this very machine): an open
	// connection, which may belong to the network before, is tried anew at once, and a waiting one does not sit out its time.
	window.addEventListener('online', reconnect);
	window.addEventListener('offline', reconnect);
	window.addEventListener('pageshow', onShown);
	document.addEventListener('visibilitychange', onShown);
	return {
		heard(socket) {
			if (socket === provider.ws) watch.heard(performance.now());
		},
		stop() {
			clearInterval(timer);
			window.removeEventListener('online', reconnect);
			window.removeEventListener('offline', reconnect);
			window.removeEventListener('pageshow', onShown);
			document.removeEventListener('visibilitychange', onShown);
		}
	};
}

/** The provider reads both fields after it has told of the close. */
function waitByChance(provider: WebsocketProvider): void {
	let tries = 0;
	provider.on('connection-close', (event) => {
		tries += 1;
		provider.wsUnsuccessfulReconnects = ALWAYS_THE_MAXIMUM;
		provider.maxBackoffTime = reconnectDelayMs(event?.code ?? null, tries, Math.random());
	});
	provider.on('sync', (synced) => {
		if (synced) tries = 0;
	});
}

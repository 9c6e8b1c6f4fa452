/** The first two bytes of the frames that carry an update: sync (0) step 2 (1) and sync (0) update (2). */
const SYNC = 0;
const STEP_2 = 1;
const UPDATE = 2;

/**
 * A WebSocket that tells of every update-bearing frame it sends. The provider makes one for each connection, and the
 * acknowledgements count frames of one connection, so this is the place where both can be compared.
 */
export function countingSocket(
	onSent: (socket: WebSocket, frame: { answer: boolean }) => void
): typeof WebSocket {
	return class extends WebSocket {
		override send(data: Parameters<WebSocket['send']>[0]): void {
			super.send(data);
			if (data instanceof Uint8Array && data[0] === SYNC && (data[1] === STEP_2 || data[1] === UPDATE))
				onSent(this, { answer: data[1] === STEP_2 });
		}
	};
}

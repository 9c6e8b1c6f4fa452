/**
 * How quickly a connection uploads. The server reads 16 MiB at once and 2 MiB a second after that (PROTOCOL.md). We stay below:
 * a socket that it does not read holds back cursors and questions too.
 */
const BURST_BYTES = 8 * 1024 * 1024;
const BYTES_PER_SECOND = 1.5 * 1024 * 1024;

/** Says when the next bytes may go. Times are milliseconds on the caller's monotonic clock. */
export class Pace {
	#left = BURST_BYTES;
	#at: number;

	constructor(now: number) {
		this.#at = now;
	}

	/** Whether they may go now; then they are counted. Something larger than a burst goes when all else is paid for. */
	take(bytes: number, now: number): boolean {
		this.#left = Math.min(BURST_BYTES, this.#left + ((now - this.#at) * BYTES_PER_SECOND) / 1000);
		this.#at = now;
		if (this.#left < Math.min(bytes, BURST_BYTES)) return false;
		this.#left -= bytes;
		return true;
	}
}

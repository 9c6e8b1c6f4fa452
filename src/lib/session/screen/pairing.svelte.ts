import type { JoinCode } from '#model/session/join-code.ts';
import type { DeviceStorage } from '../kept-session.ts';
import { forgetKey, keepKey, readKey, type ScreenKey } from './kept-key.ts';
import type { ScreenApi, ScreenFailure } from './screen-api.ts';

/** What keeps a screen from being paired, for the moment. */
export type Trouble = 'offline' | 'busy' | 'unavailable';

export type PairingState =
	/** `code`: `null` until there is one. `wasRevoked`: it showed a session before. */
	| {
			readonly at: 'unpaired';
			readonly code: JoinCode | null;
			readonly trouble: Trouble | null;
			readonly wasRevoked: boolean;
	  }
	| { readonly at: 'paired'; readonly key: ScreenKey };

export interface PairingOptions {
	readonly api: ScreenApi;
	readonly storage: DeviceStorage;
	/** This device's time, in milliseconds; only differences count. */
	readonly now: () => number;
	/** Resolves after so long, or as soon as the signal says. */
	readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Whoever types a code looks up and sees the session within so long. */
const ASK_EVERY_MS = 1_500;
const TRY_AGAIN_MS = 3_000;
/** A code that is on the screen is good for so long at least: whoever begins to type it gets to the end. */
const RENEW_BEFORE_MS = 60_000;

interface Offer {
	readonly code: JoinCode;
	readonly ticket: string;
	/** By this device's clock. */
	readonly endsAt: number;
}

/** A screen that shows its code until a facilitator has entered it, and remembers the session that it belongs to. */
export class Pairing {
	readonly #options: PairingOptions;
	#state = $state.raw<PairingState>(unpaired(false));
	/** The one on the screen is last; one before it may have been typed already. */
	#offers: readonly Offer[] = [];
	#asking: AbortController | null = null;

	constructor(options: PairingOptions) {
		this.#options = options;
		const key = readKey(options.storage);
		if (key !== null) this.#state = { at: 'paired', key };
	}

	get state(): PairingState {
		return this.#state;
	}

	/** Asks for a code where there is none, and what became of it. Returns what stops that. */
	start(): () => void {
		if (this.#state.at === 'unpaired') void this.#ask();
		return () => this.#asking?.abort();
	}

	/** The session does not let this screen in any more; or somebody at the screen took it off. */
	forget(wasRevoked: boolean): void {
		forgetKey(this.#options.storage);
		this.#state = unpaired(wasRevoked);
		void this.#ask();
	}

	async #ask(): Promise<void> {
		this.#asking?.abort();
		const { signal } = (this.#asking = new AbortController());
		this.#offers = [];
		while (!signal.aborted) {
			const failure = (await this.#renew()) ?? (await this.#follow());
			if (signal.aborted || this.#state.at === 'paired') return;
			this.#show(failure);
			await this.#options.wait(pauseAfter(failure), signal);
		}
	}

	/** Gets a code in time before the last one ends. */
	async #renew(): Promise<ScreenFailure | null> {
		const now = this.#options.now();
		this.#offers = this.#offers.filter(({ endsAt }) => endsAt > now);
		const last = this.#offers.at(-1);
		if (last !== undefined && last.endsAt - now > RENEW_BEFORE_MS) return null;
		const answer = await this.#options.api.offer();
		if (!answer.ok) return answer;
		const { code, ticket, expiresAt, now: serverNow } = answer.value;
		this.#offers = [...this.#offers, { code, ticket, endsAt: this.#options.now() + expiresAt - serverNow }];
		return null;
	}

	/** Whether one of the codes was entered. */
	async #follow(): Promise<ScreenFailure | null> {
		for (const offer of this.#offers) {
			const answer = await this.#options.api.pairing(offer.code, offer.ticket);
			if (!answer.ok && answer.refusal === 'not-found')
				this.#offers = this.#offers.filter((other) => other !== offer);
			else if (!answer.ok) return answer;
			else if (answer.value.session !== null) {
				const key = { session: answer.value.session, ticket: offer.ticket };
				keepKey(this.#options.storage, key);
				this.#state = { at: 'paired', key };
				return null;
			}
		}
		return null;
	}

	#show(failure: ScreenFailure | null): void {
		const { state } = this;
		if (state.at === 'paired') return;
		const code = this.#offers.at(-1)?.code ?? null;
		const trouble = failure === null ? null : troubleOf(failure);
		if (code === state.code && trouble === state.trouble) return;
		this.#state = { ...state, code, trouble };
	}
}

function unpaired(wasRevoked: boolean): PairingState {
	return { at: 'unpaired', code: null, trouble: null, wasRevoked };
}

function troubleOf({ refusal }: ScreenFailure): Trouble {
	if (refusal === 'offline') return 'offline';
	return refusal === 'slow-down' ? 'busy' : 'unavailable';
}

function pauseAfter(failure: ScreenFailure | null): number {
	if (failure === null) return ASK_EVERY_MS;
	return failure.retryAfterSeconds > 0 ? failure.retryAfterSeconds * 1000 : TRY_AGAIN_MS;
}

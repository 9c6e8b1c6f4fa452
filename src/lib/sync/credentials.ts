import { TICKET_PREFIX } from '#protocol/ticket.ts';

/**
 * Who this tab is to our server: by its cookie, which the browser sends, or by a ticket, where there can be no cookie (in a
 * frame of another site) or where another identity is meant (a paired screen). A ticket is kept in this object only: never in
 * storage, which outlives the tab (but for a paired screen's, see session/screen/kept-key.ts), and never in an address. Give it to nothing that speaks to another server.
 */
export class Credentials {
	#ticket: string | null;

	constructor(ticket: string | null = null) {
		this.#ticket = ticket;
	}

	/** Whether there is a ticket: then the cookie does not count, and what this device keeps may be another person's. */
	get byTicket(): boolean {
		return this.#ticket !== null;
	}

	/** What is opened or asked from now on goes by this ticket; `null`: by the cookie. */
	hold(ticket: string | null): void {
		this.#ticket = ticket;
	}

	/** Of an HTTP request that does not go by `fetch`. */
	get headers(): Readonly<Record<string, string>> {
		return this.#ticket === null ? {} : { authorization: `Bearer ${this.#ticket}` };
	}

	/** Part of the session socket's `auth`. */
	get handshake(): { readonly ticket?: string } {
		return this.#ticket === null ? {} : { ticket: this.#ticket };
	}

	/** Of the WebSocket to a document. */
	get subprotocols(): string[] {
		return this.#ticket === null ? [] : [TICKET_PREFIX + this.#ticket];
	}

	/** A `fetch` that says who asks, as of when it is called. */
	fetchBy(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
		return (input, init) => {
			if (this.#ticket === null) return fetch(input, init);
			const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
			for (const [name, value] of Object.entries(this.headers)) headers.set(name, value);
			return fetch(input, { ...init, headers });
		};
	}

	/** The same by the window's own `fetch`. */
	readonly fetch: typeof globalThis.fetch = (input, init) =>
		this.fetchBy(globalThis.fetch.bind(globalThis))(input, init);
}

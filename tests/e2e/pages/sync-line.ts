import type { WebSocketRoute } from '@playwright/test';
import type { Person } from '../person.ts';

const MESSAGE_ACK = 10;
const MESSAGE_RECEIVED = 11;

export type LineMood =
	| { readonly at: 'as-is' }
	/** The server takes and answers everything, but does not say that it is durable. */
	| { readonly at: 'received-only' }
	| { readonly at: 'silent' }
	/** Every connection is closed with this code. */
	| { readonly at: 'closed'; readonly code: number };

/** Stands between a browser and the server's documents, for what a healthy server does not do. Before the first board. */
export class SyncLine {
	#mood: LineMood = { at: 'as-is' };
	readonly #open = new Set<WebSocketRoute>();

	static async between({ context }: Person): Promise<SyncLine> {
		const line = new SyncLine();
		await context.routeWebSocket(/\/sync\//, (route) => line.#take(route));
		return line;
	}

	async be(mood: LineMood): Promise<void> {
		this.#mood = mood;
		if (mood.at !== 'closed') return;
		for (const route of this.#open) await route.close({ code: mood.code, reason: 'as the test wants' });
		this.#open.clear();
	}

	#take(route: WebSocketRoute): void {
		if (this.#mood.at === 'closed') return void route.close({ code: this.#mood.code });
		this.#open.add(route);
		const server = route.connectToServer();
		route.onMessage((message) => server.send(message));
		server.onMessage((message) => {
			if (this.#mood.at === 'silent') return;
			const isAck = typeof message !== 'string' && message[0] === MESSAGE_ACK;
			if (isAck && this.#mood.at === 'received-only') {
				return route.send(Buffer.concat([Buffer.of(MESSAGE_RECEIVED), message.subarray(1)]));
			}
			route.send(message);
		});
	}
}

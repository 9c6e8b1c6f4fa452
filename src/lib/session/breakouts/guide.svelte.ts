import { address } from '#protocol/addresses.ts';
import type { BoardId } from '#model/ids.ts';
import type { Group } from '#model/session/rounds.ts';
import type { SessionConnection } from '../session-connection.svelte.ts';
import { keepTaken, nextStep, readTaken, type Step, type TabStorage, type Taken } from './guidance.ts';
import { isWriting } from './is-writing.ts';

/** Long enough to finish a sentence, short enough that the group does not wait. */
const ASKS_FOR_MS = 15_000;

/** Somebody in the middle of something is asked before the board under their hands goes. */
export interface Asking {
	readonly group: Group;
	readonly board: BoardId;
	readonly taken: Taken;
	/** Server time at which they go anyway. */
	readonly until: number;
}

export interface GuideOptions {
	readonly connection: SessionConnection;
	readonly storage: TabStorage;
	readonly go: (to: string) => void;
	/** Hears where this tab was brought. */
	readonly onArrived: (
		where: { readonly at: 'group'; readonly group: Group } | { readonly at: 'everyone' }
	) => void;
}

/** Brings this tab to its group's board when the groups open, and back when they end. */
export class Guide {
	readonly #options: GuideOptions;
	#taken = $state.raw<Taken | null>(null);
	#asking = $state.raw<Asking | null>(null);

	readonly #step = $derived.by((): Step => {
		const { session, me, place } = this.#options.connection;
		if (session === null || me === null) return { step: 'stay' };
		return nextStep(session, me.id, place, this.#taken);
	});

	constructor(options: GuideOptions) {
		this.#options = options;
		this.#taken = readTaken(options.storage, options.connection.id);
	}

	get step(): Step {
		return this.#step;
	}

	get asking(): Asking | null {
		return this.#asking;
	}

	/** Does what the step says; says the same when it is told the same again. */
	follow(step: Step): void {
		switch (step.step) {
			case 'stay':
				this.#asking = null;
				return;
			case 'to-group':
				return this.#toGroup(step);
			case 'back':
				this.#asking = null;
				this.#remember(null);
				if (step.to !== this.#options.connection.place) this.#goTo(step.to);
				this.#options.onArrived({ at: 'everyone' });
		}
	}

	/** Who was asked has said yes, or waited. */
	goNow(): void {
		const asking = this.#asking;
		if (asking === null) return;
		this.#asking = null;
		this.#arrive(asking.group, asking.board, asking.taken);
	}

	/** By themselves, while the groups go on. */
	backToEveryone(): void {
		this.#goTo(this.#taken?.from ?? null);
	}

	toAllGroups(): void {
		this.#options.go(address.groups(this.#options.connection.id));
	}

	toBoard(board: BoardId): void {
		this.#goTo(board);
	}

	#toGroup({ group, board, taken }: Extract<Step, { step: 'to-group' }>): void {
		const { connection } = this.#options;
		if (this.#asking?.taken.round === taken.round && this.#asking.taken.group === taken.group) return;
		this.#asking = null;
		if (board !== null && board !== connection.place && isWriting()) {
			this.#asking = { group, board, taken, until: connection.clock.now() + ASKS_FOR_MS };
			return;
		}
		this.#arrive(group, board, taken);
	}

	#arrive(group: Group, board: BoardId | null, taken: Taken): void {
		this.#remember(taken);
		if (board !== null && board !== this.#options.connection.place) this.#goTo(board);
		this.#options.onArrived({ at: 'group', group });
	}

	#goTo(place: BoardId | null): void {
		const { id } = this.#options.connection;
		this.#options.go(place === null ? address.session(id) : address.board(id, place));
	}

	#remember(taken: Taken | null): void {
		this.#taken = taken;
		keepTaken(this.#options.storage, this.#options.connection.id, taken);
	}
}

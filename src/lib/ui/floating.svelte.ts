import { whenIdle } from './when-idle.ts';
import { t } from '$lib/messages/ui.ts';
import type * as parts from './floating/parts.ts';
import { toast } from './toast.svelte.ts';
import type { TriggerProps } from './trigger-props.ts';

type Parts = typeof parts;

/** What opens over the page is a quarter of a whiteboard's program, and no board needs it to be drawn. */
class Floating {
	#parts = $state.raw<Parts | null>(null);
	#loading: Promise<void> | null = null;

	/** `null` until they have come. */
	get parts(): Parts | null {
		return this.#parts;
	}

	/** Fetches them, unless they are here or on the way. Whether they are here then. */
	async load(): Promise<boolean> {
		this.#loading ??= this.#fetch();
		try {
			await this.#loading;
		} catch {
			// The next approach tries again.
			this.#loading = null;
		}
		return this.#parts !== null;
	}

	/** For somebody who is waiting to see something open: says so when it cannot. */
	async need(): Promise<boolean> {
		const isHere = await this.load();
		if (!isHere) toast.show({ text: t.notLoaded, kind: 'problem' });
		return isHere;
	}

	/** Once the board is there and nothing else is to be done, so that nobody ever waits for a menu. */
	loadWhenIdle(): void {
		whenIdle(() => void this.load(), IDLE_WITHIN_MS);
	}

	async #fetch(): Promise<void> {
		this.#parts = await import('./floating/parts.ts');
	}
}

const IDLE_WITHIN_MS = 4_000;

export const floating = new Floating();

/** Whether it is open: a state of the component's, which others may bind to. */
interface Opening {
	readonly isOpen: () => boolean;
	readonly set: (open: boolean) => void;
}

/** Something that opens at a control: what the control does until the part that opens has come. */
export class FloatingControl {
	readonly #opening: Opening;
	#isApproached = $state(false);
	#taken = $state.raw<TriggerProps | null>(null);

	constructor(opening: Opening) {
		this.#opening = opening;
	}

	/** The part that opens; `null` until somebody comes near and it is here. */
	get parts(): Parts | null {
		return this.#isApproached ? floating.parts : null;
	}

	/** What the part itself wants on its control, once it is there. */
	get taken(): TriggerProps | null {
		return this.#taken;
	}

	readonly take = (props: TriggerProps): void => {
		this.#taken = props;
	};

	readonly approach = (): void => {
		this.#isApproached = true;
		void floating.load();
	};

	/** Somebody was faster than the part: it opens as it comes. */
	readonly toggle = async (): Promise<void> => {
		this.#opening.set(!this.#opening.isOpen());
		await this.arrive();
	};

	/** Fetches the part for what is open, and closes it when it cannot be had. */
	async arrive(): Promise<void> {
		this.#isApproached = true;
		if (this.#opening.isOpen() && !(await floating.need())) this.#opening.set(false);
	}
}

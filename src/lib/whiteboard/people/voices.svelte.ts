import { centreOf, type Point } from '#model/whiteboard/geometry.ts';
import type { MemberColor } from '#model/session/session.ts';
import { t } from '$lib/messages/whiteboard-people.ts';
import { toBoard } from '../camera.ts';
import type { Editor } from '../editor.svelte.ts';
import type { Peer } from '../presence.ts';
import {
	hearReaction,
	hearWords,
	type ReactionName,
	type SaidReaction,
	type SaidWords,
	sayPoint
} from './said.ts';
import type { ShownPerson } from './shown-person.ts';

/** What somebody says at their pointer. */
export interface Bubble extends SaidWords {
	readonly client: number;
	readonly name: string;
	readonly color: MemberColor;
}

/** A reaction on its way up. */
export interface FloatingReaction extends SaidReaction {
	readonly key: string;
	/** Mine, which I need not be told of. */
	readonly isMine: boolean;
	readonly name: string;
	readonly color: MemberColor;
}

/** How long a reaction floats. */
const REACTION_MS = 2_600;
const WORDS_STAY_MS = 5_000;
/** More than these at once nobody reads, and each is an element. */
const MOST_FLOATING = 30;
const MOST_BUBBLES = 20;

/** What people say and feel at their pointers, mine to the others and theirs to me. */
export class Voices {
	readonly #editor: Editor;
	readonly #myself: () => ShownPerson | null;
	#bubbles = $state.raw<readonly Bubble[]>([]);
	#reactions = $state.raw<readonly FloatingReaction[]>([]);
	/** Whether I write something at my pointer. */
	chatting = $state(false);
	/** Where my pointer is on the surface; `null` when it is elsewhere. */
	pointer: Point | null = null;
	#count = 0;
	/** The last reaction of each client. */
	readonly #heardOf = new Map<number, number | null>();
	readonly #timers = new Set<ReturnType<typeof setTimeout>>();
	#wordsTimer: ReturnType<typeof setTimeout> | undefined;

	constructor(editor: Editor, myself: () => ShownPerson | null) {
		this.#editor = editor;
		this.#myself = myself;
	}

	get bubbles(): readonly Bubble[] {
		return this.#bubbles;
	}

	get reactions(): readonly FloatingReaction[] {
		return this.#reactions;
	}

	react(kind: ReactionName): void {
		const at = sayPoint(this.#mySpot());
		const n = ++this.#count + Date.now();
		this.#editor.presence.tell({ react: { n, k: kind, ...at } });
		const color = this.#myself()?.color ?? 'teal';
		this.#float({ n, kind, at, key: `me ${n}`, isMine: true, name: t.you, color });
	}

	/** Shows what I write to everybody; it goes five seconds after the last change. */
	say(text: string): void {
		clearTimeout(this.#wordsTimer);
		const { presence } = this.#editor;
		presence.tell({ say: text.trim() === '' ? null : { t: text, ...sayPoint(this.#mySpot()) } });
		this.#wordsTimer = setTimeout(() => {
			presence.tell({ say: null });
			this.chatting = false;
		}, WORDS_STAY_MS);
	}

	/** Once a frame: takes up what is new. What was said before I came is no news, unless it still stands. */
	hear(peers: readonly Peer[]): void {
		for (const peer of peers) this.#hearReaction(peer);
		this.#hearBubbles(peers);
		if (this.#heardOf.size > 2 * peers.length + MOST_FLOATING) this.#forgetAllBut(peers);
	}

	destroy(): void {
		clearTimeout(this.#wordsTimer);
		for (const timer of this.#timers) clearTimeout(timer);
	}

	#hearReaction({ client, state, name, color }: Peer): void {
		const known = this.#heardOf.get(client);
		const reaction = hearReaction(state);
		this.#heardOf.set(client, reaction?.n ?? null);
		if (reaction !== null && known !== undefined && known !== reaction.n)
			this.#float({ ...reaction, key: `${client} ${reaction.n}`, isMine: false, name, color });
	}

	#hearBubbles(peers: readonly Peer[]): void {
		const bubbles: Bubble[] = [];
		for (const { client, name, color, state } of peers) {
			const words = hearWords(state);
			if (words !== null && bubbles.length < MOST_BUBBLES) bubbles.push({ ...words, client, name, color });
		}
		if (bubbles.length === 0 && this.#bubbles.length === 0) return;
		if (JSON.stringify(bubbles) !== JSON.stringify(this.#bubbles)) this.#bubbles = bubbles;
	}

	#float(reaction: FloatingReaction): void {
		this.#reactions = [...this.#reactions, reaction].slice(-MOST_FLOATING);
		this.#editor.invalidate();
		const timer = setTimeout(() => {
			this.#timers.delete(timer);
			this.#reactions = this.#reactions.filter(({ key }) => key !== reaction.key);
		}, REACTION_MS);
		this.#timers.add(timer);
	}

	#mySpot(): Point {
		const { camera, visible } = this.#editor;
		return this.pointer === null ? centreOf(visible) : toBoard(camera, this.pointer);
	}

	/** Of those who left, what they said is forgotten. */
	#forgetAllBut(peers: readonly Peer[]): void {
		const here = new Set(peers.map(({ client }) => client));
		for (const client of this.#heardOf.keys()) if (!here.has(client)) this.#heardOf.delete(client);
	}
}

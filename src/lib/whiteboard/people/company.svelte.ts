import { type Box, centreOf, type Point } from '#model/whiteboard/geometry.ts';
import type { MemberColor } from '#model/session/session.ts';
import { t } from '$lib/messages/whiteboard-people.ts';
import { toBoard } from '../camera.ts';
import type { Editor, Preview } from '../editor.svelte.ts';
import type { Peer } from '../presence.ts';
import { Follower } from './follower.ts';
import {
	hearFollowed,
	hearReaction,
	hearSummons,
	hearView,
	hearWords,
	type ReactionName,
	type SaidReaction,
	type SaidWords,
	sayBox,
	sayPoint
} from './said.ts';
import type { ShownPerson } from './shown-person.ts';
import { sayShapes } from './spoken-shapes.ts';

/** Somebody else on this board, in however many tabs. */
export interface Companion {
	readonly id: string;
	readonly name: string;
	readonly color: MemberColor;
	readonly facilitates: boolean;
	/** Follows me. */
	readonly isFollower: boolean;
}

/** What somebody says at their pointer, or a reaction on its way up. */
export interface Bubble extends SaidWords {
	readonly client: number;
	readonly name: string;
	readonly color: MemberColor;
}

export interface FloatingReaction extends SaidReaction {
	readonly key: string;
	readonly name: string;
	readonly color: MemberColor;
}

/** A facilitator wants everybody to look there. */
export interface Summons {
	readonly from: string;
	readonly view: Box;
	/** So that the same one is not shown twice. */
	readonly key: string;
}

interface CompanyOptions {
	readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
	/** Whether cameras move by and by, as they do unless somebody wants no motion. */
	readonly glides: boolean;
	readonly myself: () => ShownPerson | null;
}

const AUTHORS_KEY = 'commonplace:authors';
/** How long a reaction floats. */
const REACTION_MS = 2_600;
const WORDS_STAY_MS = 5_000;
const SUMMONS_STAYS_MS = 8_000;
const MOST_FLOATING = 30;
/** Who is here changes seldom; presence says so in passing, at every move of a pointer. */
const MEET_EVERY_MS = 100;

/** The other people on one tab's board, beyond their pointers: who they are, what they say, whom I follow. */
export class Company {
	readonly #editor: Editor;
	readonly #options: CompanyOptions;
	readonly #follower: Follower;
	#showsAuthors = $state(true);
	#here = $state.raw<readonly Companion[]>([]);
	#bubbles = $state.raw<readonly Bubble[]>([]);
	#reactions = $state.raw<readonly FloatingReaction[]>([]);
	#summons = $state.raw<Summons | null>(null);
	#following = $state.raw<string | null>(null);
	/** Whether I write something at my pointer. */
	chatting = $state(false);
	/** Where my pointer is on the surface; `null` when it is elsewhere. */
	pointer: Point | null = null;
	#toldView = '';
	#toldPreview: Preview | null = null;
	#signature = '';
	#metAt = -Infinity;
	#meetingTimer: ReturnType<typeof setTimeout> | null = null;
	#count = 0;
	readonly #heardOf = new Map<number, { reaction: number | null; summons: number | null }>();
	readonly #timers = new Set<ReturnType<typeof setTimeout>>();
	#wordsTimer: ReturnType<typeof setTimeout> | undefined;

	constructor(editor: Editor, options: CompanyOptions) {
		this.#editor = editor;
		this.#options = options;
		this.#showsAuthors = options.storage.getItem(AUTHORS_KEY) !== 'hidden';
		this.#follower = new Follower(editor, options);
	}

	get here(): readonly Companion[] {
		return this.#here;
	}

	get bubbles(): readonly Bubble[] {
		return this.#bubbles;
	}

	get reactions(): readonly FloatingReaction[] {
		return this.#reactions;
	}

	/** Whether what the mouse rests on says who made it. */
	get showsAuthors(): boolean {
		return this.#showsAuthors;
	}

	showAuthors(shows: boolean): void {
		this.#showsAuthors = shows;
		this.#options.storage.setItem(AUTHORS_KEY, shows ? 'shown' : 'hidden');
	}

	get summons(): Summons | null {
		return this.#summons;
	}

	get following(): Companion | null {
		return this.#here.find(({ id }) => id === this.#following) ?? null;
	}

	/** Lets my camera follow theirs until I move mine; returns why not, as a sentence. */
	follow(id: string): string | null {
		const name = this.#nameOf(id);
		if (this.#follower.leader(id) === null) return t.circle(name);
		this.#following = id;
		this.#editor.presence.tell({ follows: id });
		this.#follower.start();
		this.#editor.announce(t.following(name));
		this.#editor.invalidate();
		return null;
	}

	unfollow(): void {
		if (this.#following === null) return;
		this.#editor.announce(t.stopped(this.#nameOf(this.#following)));
		this.#following = null;
		this.#editor.presence.tell({ follows: null });
		this.#editor.invalidate();
	}

	/** Where everybody else points, or else the middle of what they see. */
	places(): Map<string, Point> {
		const latest = new Map<string, Peer>();
		for (const peer of this.#editor.presence.peers) {
			const known = latest.get(peer.id);
			if (known === undefined || peer.movedAt > known.movedAt) latest.set(peer.id, peer);
		}
		latest.delete(this.#editor.me);
		const places = new Map<string, Point>();
		for (const [id, { cursor, state }] of latest) {
			const view = cursor === null ? hearView(state) : null;
			const place = cursor ?? (view && centreOf(view));
			if (place !== null) places.set(id, place);
		}
		return places;
	}

	goTo(id: string): void {
		const place = this.places().get(id);
		if (place !== undefined) this.#editor.bringIntoView(place);
	}

	/** Asks everybody to look at what I see; only those who facilitate are believed. */
	bringEveryone(): void {
		const { presence, visible } = this.#editor;
		presence.tell({ bring: { n: ++this.#count + Date.now(), view: sayBox(visible) } });
		this.#after(SUMMONS_STAYS_MS, () => presence.tell({ bring: null }));
		this.#editor.announce(t.brought);
	}

	answerSummons(go: boolean): void {
		const summons = this.#summons;
		this.#summons = null;
		if (!go || summons === null) return;
		this.unfollow();
		this.#follower.goTo(summons.view);
		this.#editor.invalidate();
	}

	react(kind: ReactionName): void {
		const at = sayPoint(this.#mySpot());
		const n = ++this.#count + Date.now();
		this.#editor.presence.tell({ react: { n, k: kind, ...at } });
		const color = this.#options.myself()?.color ?? 'teal';
		this.#float({ n, kind, at, key: `me ${n}`, name: t.you, color });
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

	/** Once a frame: hears what is new, moves my camera with the one that I follow, tells where mine is. */
	frame(now: number): void {
		const peers = [...this.#editor.presence.peers];
		if (now - this.#metAt > MEET_EVERY_MS || peers.length < this.#here.length) {
			this.#metAt = now;
			this.#meet(peers.filter(({ id }) => id !== this.#editor.me));
		} else this.#meetingTimer ??= setTimeout(this.#meetSoon, MEET_EVERY_MS);
		for (const peer of peers) this.#hear(peer);
		this.#hearBubbles(peers);
		if (this.#following !== null && !this.#follower.follow(this.#following, now)) this.unfollow();
		this.#follower.step(now);
		if (peers.length > 0) this.#tellView();
		this.#tellShapes();
	}

	destroy(): void {
		clearTimeout(this.#wordsTimer);
		if (this.#meetingTimer !== null) clearTimeout(this.#meetingTimer);
		for (const timer of this.#timers) clearTimeout(timer);
	}

	readonly #meetSoon = (): void => {
		this.#meetingTimer = null;
		this.#editor.invalidate();
	};

	#meet(others: readonly Peer[]): void {
		const { me } = this.#editor;
		const byId = new Map<string, Companion>();
		for (const { id, name, color, facilitates, state } of others) {
			const isFollower = hearFollowed(state) === me || byId.get(id)?.isFollower === true;
			byId.set(id, { id, name, color, facilitates, isFollower });
		}
		const here = [...byId.values()].sort((a, b) => a.name.localeCompare(b.name));
		const signature = JSON.stringify(here);
		if (signature === this.#signature) return;
		this.#signature = signature;
		this.#here = here;
		if (this.#following !== null && !byId.has(this.#following)) this.unfollow();
	}

	/** What was said before I came is not news, unless it still stands. */
	#hear({ client, id, state, name, color, facilitates }: Peer): void {
		const known = this.#heardOf.get(client);
		const reaction = hearReaction(state);
		const summons = facilitates && id !== this.#editor.me ? hearSummons(state) : null;
		this.#heardOf.set(client, { reaction: reaction?.n ?? null, summons: summons?.n ?? null });
		if (reaction !== null && known !== undefined && known.reaction !== reaction.n)
			this.#float({ ...reaction, key: `${client} ${reaction.n}`, name, color });
		if (summons !== null && known?.summons !== summons.n)
			this.#summons = { from: name, view: summons.view, key: `${client} ${summons.n}` };
	}

	#hearBubbles(peers: readonly Peer[]): void {
		const bubbles = peers.flatMap(({ client, name, color, state }) => {
			const words = hearWords(state);
			return words === null ? [] : [{ ...words, client, name, color }];
		});
		if (bubbles.length === 0 && this.#bubbles.length === 0) return;
		if (JSON.stringify(bubbles) !== JSON.stringify(this.#bubbles)) this.#bubbles = bubbles;
	}

	#float(reaction: FloatingReaction): void {
		this.#reactions = [...this.#reactions, reaction].slice(-MOST_FLOATING);
		this.#editor.invalidate();
		this.#after(REACTION_MS, () => {
			this.#reactions = this.#reactions.filter(({ key }) => key !== reaction.key);
		});
	}

	#tellView(): void {
		const view = sayBox(this.#editor.visible);
		const told = view.join();
		if (told === this.#toldView) return;
		this.#toldView = told;
		this.#editor.presence.tell({ view });
	}

	/** What I resize, turn or draw, while I do. */
	#tellShapes(): void {
		const { preview, board, presence } = this.#editor;
		if (preview === this.#toldPreview) return;
		const was = this.#toldPreview;
		this.#toldPreview = preview;
		if (preview.at === 'reshaping')
			presence.tell({
				shapes: sayShapes(
					preview.items.map(({ shape }) => shape),
					board
				)
			});
		else if (was?.at === 'reshaping') presence.tell({ shapes: null });
	}

	#mySpot(): Point {
		const { camera, visible } = this.#editor;
		return this.pointer === null ? centreOf(visible) : toBoard(camera, this.pointer);
	}

	#nameOf(id: string): string {
		return this.#here.find((companion) => companion.id === id)?.name ?? '';
	}

	#after(ms: number, act: () => void): void {
		const timer = setTimeout(() => {
			this.#timers.delete(timer);
			act();
		}, ms);
		this.#timers.add(timer);
	}
}

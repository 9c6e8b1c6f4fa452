import { type Box, centreOf, type Point } from '#model/whiteboard/geometry.ts';
import type { MemberColor } from '#model/session/session.ts';
import { t } from '$lib/messages/whiteboard-people.ts';
import type { Editor } from '../editor.svelte.ts';
import type { Peer } from '../presence.ts';
import { Follower } from './follower.ts';
import { hearFollowed, hearSummons, hearView, sayBox } from './said.ts';
import type { ShownPerson } from './shown-person.ts';
import { createTelling } from './telling.ts';
import { Voices } from './voices.svelte.ts';

/** Somebody else on this board, in however many tabs. */
export interface Companion {
	readonly id: string;
	readonly name: string;
	readonly color: MemberColor;
	readonly facilitates: boolean;
	/** Follows me. */
	readonly isFollower: boolean;
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
const SUMMONS_STAYS_MS = 8_000;
/** Who is here changes seldom; presence says so in passing, at every move of a pointer. */
const MEET_EVERY_MS = 100;

/** The other people on one tab's board, beyond their pointers: who they are, whom I follow, who calls. */
export class Company {
	readonly #editor: Editor;
	readonly #options: CompanyOptions;
	readonly #follower: Follower;
	readonly #telling: () => void;
	/** What they say and feel at their pointers. */
	readonly voices: Voices;
	#showsAuthors = $state(true);
	#here = $state.raw<readonly Companion[]>([]);
	#summons = $state.raw<Summons | null>(null);
	#following = $state.raw<string | null>(null);
	#signature = '';
	#metAt = -Infinity;
	#meetingTimer: ReturnType<typeof setTimeout> | null = null;
	#count = 0;
	/** The last call of each client. */
	readonly #heardOf = new Map<number, number | null>();
	#callTimer: ReturnType<typeof setTimeout> | undefined;

	constructor(editor: Editor, options: CompanyOptions) {
		this.#editor = editor;
		this.#options = options;
		this.#showsAuthors = options.storage.getItem(AUTHORS_KEY) !== 'hidden';
		this.#follower = new Follower(editor, options);
		this.#telling = createTelling(editor);
		this.voices = new Voices(editor, options.myself);
	}

	get here(): readonly Companion[] {
		return this.#here;
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
		clearTimeout(this.#callTimer);
		this.#callTimer = setTimeout(() => presence.tell({ bring: null }), SUMMONS_STAYS_MS);
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

	/** Once a frame: hears what is new, moves my camera with the one that I follow, tells where mine is. */
	frame(now: number): void {
		const peers = [...this.#editor.presence.peers];
		if (now - this.#metAt > MEET_EVERY_MS || peers.length < this.#here.length) {
			this.#metAt = now;
			this.#meet(peers.filter(({ id }) => id !== this.#editor.me));
		} else this.#meetingTimer ??= setTimeout(this.#meetSoon, MEET_EVERY_MS);
		for (const peer of peers) this.#hearSummons(peer);
		this.voices.hear(peers);
		if (this.#following !== null && !this.#follower.follow(this.#following, now)) this.unfollow();
		this.#follower.step(now);
		this.#telling();
	}

	destroy(): void {
		this.voices.destroy();
		clearTimeout(this.#callTimer);
		if (this.#meetingTimer !== null) clearTimeout(this.#meetingTimer);
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

	/** Who calls before I come still wants me there. */
	#hearSummons({ client, id, state, name, facilitates }: Peer): void {
		const known = this.#heardOf.get(client);
		const summons = facilitates && id !== this.#editor.me ? hearSummons(state) : null;
		this.#heardOf.set(client, summons?.n ?? null);
		if (summons !== null && known !== summons.n)
			this.#summons = { from: name, view: summons.view, key: `${client} ${summons.n}` };
	}

	#nameOf(id: string): string {
		return this.#here.find((companion) => companion.id === id)?.name ?? '';
	}
}

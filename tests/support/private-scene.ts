import { createId, type BallotId, type LinkId } from '#model/ids.ts';
import type { CardId } from '#model/problem/card.ts';
import { imageName } from '#model/problem/card-details.ts';
import type { LaneId } from '#model/problem/method.ts';
import { calendarOf } from '#model/problem/todos.ts';
import type { ScreenOffer } from '#protocol/api.ts';
import { encodeAwareness, encodeQueryAwareness, encodeSyncStep1 } from '#protocol/sync.ts';
import type { BoardClient } from './board-client.ts';
import { HttpClient } from './client.ts';
import { hashOf, pictureWith, putImage } from './images.ts';
import { ProblemRoom } from './problem-room.ts';
import type { LocalServer } from './server.ts';
import type { Participant, SessionRoom } from './session-room.ts';
import { SessionSocket } from './session-socket.ts';
import { Tap } from './tap.ts';

/** The method whose hidden writing nobody is ever to be tied to, with a secret vote on it. */
const METHOD = 'after-action-review';
const LANE = 'happened' as LaneId;
const CARDS_EACH = 8;

/** Somebody in the scene, with everything that they were ever sent. */
export interface Watcher extends Participant {
	readonly name: string;
	readonly tap: Tap;
	readonly board: BoardClient;
	/** Bodies of answers over HTTP, as they are read. */
	readonly bodies: string[];
}

export interface Author extends Watcher {
	readonly sheet: BoardClient;
	readonly sheetName: string;
	/** What they write: words that are nowhere else. */
	readonly words: readonly string[];
	/** The ids of their cards on their sheet. */
	readonly cards: readonly CardId[];
	/** On the first of them; its word is in its bytes. */
	readonly picture: { readonly word: string; readonly hash: string };
}

/**
 * A session in which two people write alone and three vote in secret, while a facilitator, another member, an onlooker and the
 * room's big screen watch: each through a line of their own that keeps every byte.
 */
export class PrivateScene {
	readonly server: LocalServer;
	readonly log: () => string;
	readonly problem: ProblemRoom;
	readonly taps: Tap[];
	readonly fay: Watcher;
	readonly lou: Watcher;
	readonly vic: Watcher;
	/** The room's computer, paired by the facilitator. */
	readonly hall: Watcher;
	authors: readonly Author[] = [];

	private constructor(
		server: LocalServer,
		log: () => string,
		problem: ProblemRoom,
		taps: Tap[],
		[fay, lou, vic, hall]: readonly [Watcher, Watcher, Watcher, Watcher]
	) {
		this.server = server;
		this.log = log;
		this.problem = problem;
		this.taps = taps;
		this.fay = fay;
		this.lou = lou;
		this.vic = vic;
		this.hall = hall;
	}

	static async open(server: LocalServer, log: () => string): Promise<PrivateScene> {
		const taps = await Promise.all(Array.from({ length: 6 }, () => Tap.open(server.port)));
		const [fayTap, louTap, vicTap, hallTap, miaTap, boTap] = taps as [Tap, Tap, Tap, Tap, Tap, Tap];
		const problem = await ProblemRoom.open(fayTap.origin, METHOD, 'questions');
		const { room } = problem;
		const link = await room.fay.tab.give({ type: 'add-link', link: createId<LinkId>(), role: 'viewer' });
		const onlooker = new HttpClient(vicTap.origin);
		await onlooker.join(room.code, 'Vic', link.ok ? link.secret : undefined);
		const vicsTab = await room.tab(onlooker);
		const vic = { id: vicsTab.all('welcome')[0]!.me.id, http: onlooker, tab: vicsTab };
		const lou = await room.join(louTap.origin, 'Lou');
		const mia = await room.join(miaTap.origin, 'Mia-the-author');
		const bo = await room.join(boTap.origin, 'Bo-the-author');
		const watching = async (name: string, who: Participant, tap: Tap): Promise<Watcher> => ({
			...who,
			name,
			tap,
			board: await problem.shared(who),
			bodies: []
		});
		const watchers = [
			await watching('Fay', room.fay, fayTap),
			await watching('Lou', lou, louTap),
			await watching('Vic', vic, vicTap),
			await watching('Hall', await screen(room, hallTap.origin), hallTap)
		] as const;
		const scene = new PrivateScene(server, log, problem, taps, watchers);
		scene.authors = [
			await scene.#author(await watching('Mia-the-author', mia, miaTap)),
			await scene.#author(await watching('Bo-the-author', bo, boTap))
		];
		return scene;
	}

	get everybody(): readonly Watcher[] {
		return [this.fay, this.lou, this.vic, this.hall, ...this.authors];
	}

	async #author(who: Watcher): Promise<Author> {
		const answer = await this.problem.askForSheet(who);
		if (!answer.ok) throw new Error(answer.refusal);
		const sheet = await this.problem.sheet(who);
		const words = Array.from({ length: CARDS_EACH }, () => `word${createId()}`);
		const cards = words.map((word) => sheet.write(who.id, word, LANE, 'questions'));
		const word = `picture${createId()}`;
		const bytes = pictureWith(word);
		const hash = hashOf(bytes);
		const sent = await putImage({ origin: who.tap.origin, cookie: who.http.cookie }, answer.document, bytes);
		if (!sent.ok) throw new Error(`the picture was refused: ${sent.status}`);
		sheet.board.details.set(cards[0]!, imageName(hash), { w: 4, h: 4, alt: '' });
		await sheet.saved();
		return { ...who, sheet, sheetName: answer.document, words, cards, picture: { word, hash } };
	}

	/** Whatever was on its way is there. `thorough`: and everybody has asked for everything that one can ask for. */
	async settle(thorough: boolean): Promise<void> {
		const { room, board } = this.problem;
		const names = [board, room.whiteboard, ...this.authors.map(({ sheetName }) => sheetName)];
		const paths = [
			`/api/sessions/${room.id}`,
			`/api/sessions/${room.id}/summary?timeZone=UTC`,
			`/api/sessions/${room.id}/bans`,
			`/api/invitations/${room.code}`,
			`/api/invitations/${room.code}/session.ics`,
			`/api/methods/${room.id}`,
			'/api/sessions',
			'/api/me',
			'/metrics',
			`/s/${room.id}/${board}`,
			...names.flatMap((name) => [
				`/read/${name}`,
				`/api/versions/${name}`,
				...this.authors.map(({ picture }) => `/blobs/${name}/${picture.hash}`)
			])
		];
		for (const { http, tab, board: open, bodies } of this.everybody) {
			for (const path of thorough ? paths : paths.slice(0, 1))
				bodies.push(await (await http.get(path)).text());
			const steps = open.connection.all('sync-step-2').length;
			open.connection.send(encodeQueryAwareness());
			open.connection.send(encodeSyncStep1(new Map()));
			await open.connection.frame('sync-step-2', steps + 1);
			bodies.push(JSON.stringify(await tab.socket.timeout(20_000).emitWithAck('writing', board)));
			tab.socket.emit('again');
			await tab.socket.timeout(20_000).emitWithAck('clock');
			open.read();
		}
	}

	/** What somebody types, told by their presence on the shared board. */
	typeInPresence(author: Author): void {
		const json = Buffer.from(JSON.stringify({ typing: author.words[0] }));
		author.board.connection.send(encodeAwareness([{ client: author.board.doc.clientID, clock: 1, json }]));
	}

	/** The cards on the shared board, as everybody has them, in their order. */
	get shown() {
		// The document is read here without its method, which knows the lane.
		return this.lou.board.read().board.lane(null);
	}

	async openBallot(): Promise<BallotId> {
		await this.problem.goTo('dots');
		return this.problem.openBallot(this.shown.map(({ id }) => id));
	}

	/** What somebody takes away with them: the lines of the session's summary, and each card they have as a to-do of a calendar. */
	async exports({ http, board }: Watcher): Promise<string[]> {
		const { id } = this.problem.room;
		const summary = await (await http.get(`/api/sessions/${id}/summary?timeZone=UTC`)).text();
		const cards = [...board.read().board.texts.keys()].flatMap(
			(card) => board.board.card(card as CardId) ?? []
		);
		const todos = cards.map(({ id: card, text, createdAt, details: { owner, due, closed, tags } }) => ({
			...{ id: card, text, createdAt, due, closed, tags },
			owner: owner?.name ?? null
		}));
		const calendar = calendarOf(todos, { title: 'Problem', url: http.origin }, 0);
		return [...summary.split(/\\n|"/u), ...calendar.split('BEGIN:VTODO')];
	}

	close(): void {
		this.problem.close();
		for (const tap of this.taps) tap.close();
	}
}

/** The room's computer asks for a code, and the facilitator enters it. */
async function screen(room: SessionRoom, origin: string): Promise<Participant> {
	const { code, ticket } = (await (
		await new HttpClient(origin).post('/api/screens', {})
	).json()) as ScreenOffer;
	await room.give({ type: 'pair-screen', link: createId<LinkId>(), code, name: 'Hall' });
	const tab = new SessionSocket(origin, '', room.id, { origin }, ticket);
	const { me } = await tab.wait('welcome');
	return { id: me.id, http: new HttpClient(origin, '', ticket), tab };
}

import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import words from '../../../src/lib/messages/en/breakouts.ts';
import { createId, type BoardId, type GroupId, type RoundId } from '#model/ids.ts';
import type { AnyCommand } from '#model/session/commands.ts';
import { percentile } from '../figures.ts';
import { Client } from '../generator/client.ts';
import type { Gathered, Person } from './gathering.ts';
import type { SessionScenario } from './scenario.ts';
import { clickAt, now, Screens, seesBoard } from './screens.ts';
import { joinSession, type SessionClient } from './session-client.ts';

/**
 * 24 people in four groups, one of each group in a real browser, the others as protocol clients. From the facilitator's click, in a browser too, to
 * everybody being on their group's board with the whole document; then from the click that ends the groups to everybody being
 * back on the board where they were. Everybody in each of several rounds is one sample.
 */
export const groups: SessionScenario = {
	name: 'groups',
	title: '24 people go to four groups and come back',
	columns: [
		{ key: 'thereP50', title: 'to the groups, p50', unit: 'ms', better: 'lower' },
		{ key: 'thereP95', title: 'p95', unit: 'ms', better: 'lower' },
		{ key: 'thereWorst', title: 'worst', unit: 'ms', better: 'lower' },
		{ key: 'therePagesP95', title: 'browsers only, p95', unit: 'ms', better: 'none' },
		{ key: 'backP50', title: 'back, p50', unit: 'ms', better: 'lower' },
		{ key: 'backP95', title: 'p95', unit: 'ms', better: 'lower' },
		{ key: 'backWorst', title: 'worst', unit: 'ms', better: 'lower' },
		{ key: 'backPagesP95', title: 'browsers only, p95', unit: 'ms', better: 'none' }
	],
	targets: [
		{
			key: 'thereP95',
			most: 1_500,
			says: '24 people, four groups: on their boards ≤ 1.5 s p95 after the click'
		},
		{ key: 'backP95', most: 1_500, says: 'recall likewise' }
	],
	plain: false,
	timeLimitSeconds: 90,
	cases: () => [{ name: '4 browsers and 20 clients', parameters: { people: 24, groups: 4 } }],
	async run({ running, quick }, parameters) {
		const { people, groups: count } = parameters as { people: number; groups: number };
		const { gathered } = await running.gather({ members: people + 1, boards: 0, rounds: 0 });
		const screens = await Screens.open(gathered!);
		try {
			const meeting = await Meeting.open(gathered!, screens, count);
			const [there, back]: [Trip[], Trip[]] = [[], []];
			for (let round = 0; round < (quick ? 1 : ROUNDS); round += 1) {
				const { opened, closed } = await meeting.round();
				there.push(...opened);
				back.push(...closed);
				await wait(500);
			}
			return { ...figuresOf('there', there), ...figuresOf('back', back) };
		} finally {
			await screens.close();
		}
	},
	parts: {}
};

const ROUNDS = 5;

interface Trip {
	readonly ms: number;
	readonly by: 'browser' | 'client';
}

function figuresOf(name: string, trips: readonly Trip[]): Record<string, number> {
	const all = trips.map(({ ms }) => ms);
	const pages = trips.filter(({ by }) => by === 'browser').map(({ ms }) => ms);
	return {
		[`${name}P50`]: percentile(all, 0.5),
		[`${name}P95`]: percentile(all, 0.95),
		[`${name}Worst`]: Math.max(...all),
		[`${name}PagesP95`]: percentile(pages, 0.95)
	};
}

/** Somebody who is to go to a group: with a screen, or without. */
type Goer =
	| { readonly by: 'browser'; readonly person: Person; readonly page: Page }
	| { readonly by: 'client'; readonly person: Person; readonly socket: SessionClient };

class Meeting {
	readonly #gathered: Gathered;
	readonly #screens: Screens;
	readonly #facilitator: Page;
	readonly #goers: readonly Goer[];
	readonly #groups: number;
	readonly #main: BoardId;

	private constructor(
		gathered: Gathered,
		of: { screens: Screens; facilitator: Page; goers: readonly Goer[]; groups: number }
	) {
		this.#gathered = gathered;
		this.#screens = of.screens;
		this.#facilitator = of.facilitator;
		this.#goers = of.goers;
		this.#groups = of.groups;
		this.#main = gathered.board('whiteboard');
	}

	/** Everybody is on the main board; of each group one has a browser. */
	static async open(gathered: Gathered, screens: Screens, count: number): Promise<Meeting> {
		const [fay, ...others] = gathered.people as [Person, ...Person[]];
		const main = screens.path(gathered.board('whiteboard'));
		const facilitator = await screens.show(fay.http, `${screens.path()}/groups`);
		const goers: Goer[] = [];
		for (const person of others.slice(0, count)) {
			const page = await screens.show(person.http, main);
			await seesBoard(page, main);
			goers.push({ by: 'browser', person, page });
		}
		const clients = others.slice(count);
		const sockets = await joinSession(clients.map(({ http }) => gathered.socket(http)));
		for (const [index, person] of clients.entries())
			goers.push({ by: 'client', person, socket: sockets[index]! });
		return new Meeting(gathered, { screens, facilitator, goers, groups: count });
	}

	async round(): Promise<{ readonly opened: Trip[]; readonly closed: Trip[] }> {
		const round = createId<RoundId>();
		const boards = Array.from({ length: this.#groups }, () => createId<BoardId>());
		await this.#gathered.command(this.#plan(round, boards));
		const opened = await this.#go(words.open, (goer) => boards[goer % this.#groups]!);
		// What takes a moment to be fetched after the first look has come.
		await wait(1_000);
		await this.#facilitator.getByRole('button', { name: words.recall, exact: true }).click();
		await this.#facilitator.getByRole('button', { name: words.closeNow, exact: true }).waitFor();
		const closed = await this.#go(words.closeNow, () => this.#main);
		return { opened, closed };
	}

	#plan(round: RoundId, boards: readonly BoardId[]): AnyCommand[] {
		const made = boards.map((board, index) => ({
			id: createId<GroupId>(),
			name: `Group ${index + 1}`,
			board: { id: board, kind: 'whiteboard' as const, title: `Board ${index + 1}`, like: null }
		}));
		const arranged = made.map(({ id }, index) => ({
			id,
			members: this.#goers.filter((_, goer) => goer % boards.length === index).map(({ person }) => person.id)
		}));
		return [
			{ type: 'plan-round', round, title: 'Round', groups: made },
			{ type: 'arrange', round, groups: arranged }
		];
	}

	/** Everybody's way from the click on. */
	async #go(button: string, to: (goer: number) => BoardId): Promise<Trip[]> {
		await this.#facilitator.getByRole('button', { name: button, exact: true }).waitFor();
		// The plan, or the recall, has been told to all.
		await wait(300);
		const arriving = this.#goers.map((goer, index) =>
			goer.by === 'browser'
				? seesBoard(goer.page, this.#screens.path(to(index))).then(({ at }) => at)
				: this.#arrives(goer.socket, goer.person, to(index))
		);
		const clickedAt = await clickAt(this.#facilitator, button);
		const arrived = await Promise.all(arriving);
		return arrived.map((at, index) => ({ ms: at - clickedAt, by: this.#goers[index]!.by }));
	}

	/** Told that something changed, a client opens the board that it now has to be at. */
	#arrives(socket: SessionClient, { http }: Person, board: BoardId): Promise<number> {
		return new Promise((resolve, reject) => {
			socket.onClosed = reject;
			socket.onHeard = ({ event }) => {
				if (!event.startsWith('session')) return;
				socket.onHeard = () => undefined;
				Client.join(this.#gathered.document(http, board)).then((client) => {
					resolve(now());
					client.close();
				}, reject);
			};
		});
	}
}

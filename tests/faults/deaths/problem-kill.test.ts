import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import * as Y from 'yjs';
import { createId, type BallotId } from '#model/ids.ts';
import type { CardId } from '#model/problem/card.ts';
import type { PhaseId } from '#model/problem/method.ts';
import { stepOf } from '#model/problem/run.ts';
import { sharedDocument } from '#protocol/documents.ts';
import { versionAddress, versionsAddress, type BoardVersions } from '#protocol/versions.ts';
import { HttpClient } from '../../support/client.ts';
import { ProblemRoom } from '../../support/problem-room.ts';
import { createRandom } from '../../support/random.ts';
import { startRedis } from '../../support/redis.ts';
import { rounds } from '../../support/rounds.ts';
import { spawnServer, temporaryFolder, type Environment, type TestServer } from '../../support/server.ts';
import type { Participant } from '../../support/session-room.ts';

const ROUNDS = rounds(1, 30);
const PEOPLE = 4;
const CARDS_EACH = 6;
const METHOD = 'after-action-review';
const HIDDEN = 'questions' as PhaseId;

const STORES: readonly [string, () => Promise<Environment>][] = [
	[
		'in the embedded store',
		async () => {
			const folder = await temporaryFolder();
			onTestFinished(() => folder.remove());
			return { DATA_DIR: folder.path };
		}
	],
	[
		'in Redis',
		async () => {
			const redis = await startRedis();
			onTestFinished(() => redis.dispose());
			return { REDIS_URL: redis.url };
		}
	]
];

/** A server that can be killed, and the one that comes after it. */
async function mortal(environment: Environment) {
	const start = (): Promise<TestServer> => spawnServer({ JOIN_RATE: '1000000', ...environment });
	let server = await start();
	onTestFinished(() => server.stop());
	return {
		get origin(): string {
			return server.origin;
		},
		async killAndStart(): Promise<void> {
			await server.kill('SIGKILL');
			const dead = server;
			server = await start();
			if (environment.DATA_DIR === undefined) await dead.stop();
		}
	};
}

const on = (origin: string, { http }: Pick<Participant, 'http'>): HttpClient =>
	new HttpClient(origin, http.cookie);

describe.each(STORES)('kill -9 %s', (_, store) => {
	it(`in the middle of a reveal loses, doubles and names no card (rounds: ${ROUNDS})`, async () => {
		const random = createRandom();
		const server = await mortal(await store());
		const seen = { before: 0, during: 0 };
		for (let round = 0; round < ROUNDS; round++) {
			const about = `round ${round}, ${random.seedText}`;
			const before = await ProblemRoom.open(server.origin, METHOD, HIDDEN);
			const { room } = before;
			const people: Participant[] = [];
			const words: string[] = [];
			for (let n = 0; n < PEOPLE; n++) {
				const person = await room.join(server.origin, `Person ${n}`);
				const sheet = await before.sheet(person);
				for (let card = 0; card < CARDS_EACH; card++) {
					words.push(`${n} ${card} of round ${round}`);
					sheet.write(person.id, words.at(-1)!, 'happened', HIDDEN);
				}
				await sheet.saved();
				people.push(person);
			}
			void room.fay.tab.give({ type: 'reveal', board: before.board, phase: HIDDEN }).catch(() => undefined);
			await setTimeout(random.below(60));
			await server.killAndStart();
			before.close();

			const fay = on(server.origin, room.fay);
			const hiding = stepOf(await before.run(fay), HIDDEN)!.hiding.at;
			const after = await before.again(fay);
			if (hiding === 'hidden') {
				seen.before += 1;
				expect((await after.shared(after.room.fay)).words, about).toEqual([]);
				await after.reveal(HIDDEN);
			} else {
				if (hiding === 'revealing') seen.during += 1;
				await after.revealed(HIDDEN);
			}
			const board = await after.shared(after.room.fay);
			expect(board.words, about).toEqual(words.toSorted());
			const bytes = Buffer.from(Y.encodeStateAsUpdate(board.doc)).toString('latin1');
			for (const person of people) {
				expect(bytes, about).not.toContain(person.id);
				const tab = await after.room.tab(on(server.origin, person));
				expect((await after.sheet({ http: on(server.origin, person), tab })).words, about).toEqual([]);
			}
			after.close();
		}
		console.info(`reveals: ${seen.before} killed before, ${seen.during} in the middle (${random.seedText})`);
	});

	it(`at the end of a phase keeps its board as it was then, once (rounds: ${ROUNDS})`, async () => {
		const random = createRandom();
		const server = await mortal(await store());
		const seen = { before: 0, after: 0 };
		for (let round = 0; round < ROUNDS; round++) {
			const about = `round ${round}, ${random.seedText}`;
			const before = await ProblemRoom.open(server.origin, 'solve-a-problem', 'causes');
			const board = await before.shared(before.room.fay);
			const words = `cause ${round}`;
			board.write(before.room.fay.id, words, 'causes');
			await board.saved();
			await before.atRest(before.room.fay);
			void before.goTo('ideas').catch(() => undefined);
			await setTimeout(random.below(40));
			await server.killAndStart();
			before.close();

			const fay = on(server.origin, before.room.fay);
			const after = await before.again(fay);
			const isGone = (await after.run(fay)).current === 'ideas';
			seen[isGone ? 'after' : 'before'] += 1;
			if (!isGone) await after.goTo('ideas');
			await after.atRest(after.room.fay);
			const path = versionsAddress(sharedDocument(after.board));
			const { versions } = (await (await fay.get(path)).json()) as BoardVersions;
			const ends = versions.filter(({ phase }) => phase?.id === 'causes');
			expect(
				ends.map(({ phase }) => phase),
				about
			).toEqual([{ id: 'causes', attempt: 1 }]);
			const kept = await fay.get(versionAddress(sharedDocument(after.board), ends[0]!.id));
			expect(Buffer.from(await kept.arrayBuffer()).toString('latin1'), about).toContain(words);
			expect((await after.shared(after.room.fay)).words, about).toEqual([words]);
			after.close();
		}
		console.info(`phases: ${seen.before} killed before the end, ${seen.after} after (${random.seedText})`);
	});

	it(`in the middle of a vote loses, doubles and tells no vote (rounds: ${ROUNDS})`, async () => {
		const random = createRandom();
		const server = await mortal(await store());
		for (let round = 0; round < ROUNDS; round++) {
			const about = `round ${round}, ${random.seedText}`;
			const before = await ProblemRoom.open(server.origin, METHOD, 'dots');
			// Each votes for a card of their own, with one to three dots: the tally tells which of their votes counts.
			const cards = Array.from({ length: PEOPLE }, () => createId<CardId>());
			const ballot = await before.openBallot(cards);
			const people = await Promise.all(cards.map((__, n) => before.room.join(server.origin, `Person ${n}`)));
			const may = cards.map(() => new Set<number>());
			let acknowledged = 0;
			let isOver = false;
			const voting = people.map(async (person, n) => {
				for (let times = 0; !isOver; times++) {
					const dots = (times % 3) + 1;
					may[n]!.add(dots);
					const vote = { type: 'dot', dots: [{ card: cards[n]!, count: dots }] } as const;
					const answer = await before.cast(person, ballot, vote).catch(() => null);
					// One that was refused as too late is not counted.
					if (answer?.ok === false && answer.refusal === 'not-now') may[n]!.delete(dots);
					if (answer?.ok !== true) return;
					// Every later one that was acknowledged takes the place of those before.
					may[n] = new Set([dots]);
					acknowledged += 1;
				}
			});
			await expect.poll(() => acknowledged).toBeGreaterThan(PEOPLE * 3);
			const close = { type: 'close-ballot', board: before.board, ballot } as const;
			if (random.below(2) === 0) void before.room.fay.tab.give(close).catch(() => undefined);
			await setTimeout(random.below(30));
			const restarted = server.killAndStart();
			isOver = true;
			before.close();
			await Promise.all([restarted, ...voting]);
			const after = await before.again(on(server.origin, before.room.fay));
			await checkVote(after, ballot, may, about);
			after.close();
		}
	});
});

async function checkVote(
	after: ProblemRoom,
	ballot: BallotId,
	may: readonly ReadonlySet<number>[],
	about: string
): Promise<void> {
	const found = (await after.run(after.room.fay.http)).ballots.find(({ id }) => id === ballot)!;
	const { voters, tallies } = await (found.state.at === 'open' ? after.count(ballot) : after.counted(ballot));
	expect(voters, about).toBe(may.length);
	for (const [n, { numbers }] of tallies!.entries()) {
		expect(numbers[1], about).toBe(1);
		expect([...may[n]!], about).toContain(numbers[0]);
	}
}

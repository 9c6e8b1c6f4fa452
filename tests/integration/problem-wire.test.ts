import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { createId } from '#model/ids.ts';
import { ProblemBoard } from '#model/problem/board.ts';
import type { Marks } from '#model/problem/ballots/marks.ts';
import { placeCards, takeCards, type TakenSheet } from '#model/problem/reveal.ts';
import { sharedDocument } from '#protocol/documents.ts';
import { HttpClient } from '../support/client.ts';
import { PrivateScene, type Author, type Watcher } from '../support/private-scene.ts';
import { startServer, type LocalServer } from '../support/server.ts';

/*
 * Hidden means never sent: a scene is played whose people have lines of their own, and every byte that came over them,
 * every answer and every line of the log is searched for what it must not hold. The same scene with a leak in it shows
 * that the search finds such leaks.
 */

let server: LocalServer;
let logged = '';
beforeAll(async () => {
	server = await startServer(
		{ JOIN_RATE: '1000000', LOG_LEVEL: 'trace' },
		{ into: { write: (line: string) => void (logged += line) } }
	);
});
afterAll(() => server.close());

/** What goes wrong on purpose, and when. */
interface Leak {
	readonly whileWriting?: (scene: PrivateScene) => Promise<unknown> | void;
	/** In place of the server's own reveal, or after it. */
	readonly atReveal?: (scene: PrivateScene) => Promise<unknown> | void;
	readonly beforeExport?: (scene: PrivateScene) => Promise<unknown> | void;
	readonly whileVoting?: (scene: PrivateScene) => Promise<unknown> | void;
	readonly afterVoting?: (scene: PrivateScene) => Promise<unknown> | void;
}

/** Plays the scene and searches it: a sentence for each thing that somebody could know and should not. */
async function play(leak: Leak = {}, thorough = false): Promise<string[]> {
	logged = '';
	const scene = await PrivateScene.open(server, () => logged);
	try {
		const found: string[] = [];
		await leak.whileWriting?.(scene);
		await scene.settle(thorough);
		searchWriting(scene, found);

		const marks = new Map(scene.everybody.map(({ name, tap }) => [name, tap.mark]));
		await scene.problem.reveal('questions');
		await leak.atReveal?.(scene);
		await scene.settle(thorough);
		searchReveal(scene, marks, found);
		await searchPictures(scene, found);

		if (leak.beforeExport !== undefined) {
			await leak.beforeExport(scene);
			await scene.settle(false);
		}
		await searchExports(scene, found);
		const votes = thorough || leak.whileVoting !== undefined || leak.afterVoting !== undefined;
		if (votes) await vote(scene, { leak, thorough, found });
		searchLog(scene, found);
		return [...new Set(found)].toSorted();
	} finally {
		scene.close();
	}
}

/** All that one person was sent, since a mark: raw, and answers as they are read. */
function sent({ tap, bodies }: Watcher, since = 0): string {
	return tap.since(since) + (since === 0 ? bodies.join('\n') : '');
}

function searchWriting(scene: PrivateScene, found: string[]): void {
	for (const author of scene.authors)
		for (const watcher of scene.everybody) {
			if (watcher.name === author.name) continue;
			const all = sent(watcher);
			if (author.words.some((word) => all.includes(word)))
				found.push('a hidden word was sent to somebody else');
			// Its bytes, or its name. Whoever asks for it by that has the name from their own question, which is not sent to them.
			if ([author.picture.word, author.picture.hash].some((part) => all.includes(part)))
				found.push('a hidden picture was sent to somebody else');
			if (all.includes(author.sheetName)) found.push('the name of a sheet was sent to somebody else');
		}
}

function searchReveal(scene: PrivateScene, marks: ReadonlyMap<string, number>, found: string[]): void {
	const words = scene.authors.flatMap((author) => author.words);
	const shown = scene.shown.map(({ text }) => text);
	expect(shown.toSorted().filter((word, index, all) => word !== all[index - 1])).toEqual(words.toSorted());
	const doc = scene.lou.board.doc;
	const bytes = Buffer.from(Y.encodeStateAsUpdate(doc)).toString('latin1');
	const clients = new Set(doc.store.clients.keys());
	for (const author of scene.authors) {
		for (const trace of [author.id, author.name, author.sheetName, ...author.cards])
			if (bytes.includes(trace)) found.push('the board names an author, or something of their sheet');
		if (
			[...author.sheet.doc.store.clients.keys()].some(
				(client) => isTheirs(author, client) && clients.has(client)
			)
		)
			found.push('a client id of a sheet wrote on the board');
		for (const watcher of scene.everybody) {
			if (watcher.name === author.name) continue;
			if (sent(watcher, marks.get(watcher.name)).includes(author.sheetName))
				found.push('the name of a sheet was sent to somebody else');
		}
	}
	const made = JSON.stringify(scene.lou.board.doc.getArray('card').toJSON());
	if (/\d{12,}/.test(made)) found.push('the board tells when a card was written');
	if (isInOrderOfAuthors(scene, shown) || isInOrderOfAuthors(scene, wordsInBytes(doc)))
		found.push('the order tells which cards are one person’s');
}

/** They have come along, to everybody; and nothing that is kept says from whom. */
async function searchPictures({ problem, lou, authors }: PrivateScene, found: string[]): Promise<void> {
	const { records } = server.store;
	for (const { id, sheetName, picture } of authors) {
		const cards = lou.board.read().board.lane(null);
		const isItsCard = ({ author, details }: (typeof cards)[number]): boolean =>
			author === null && details.images.some(({ hash }) => hash === picture.hash);
		expect(cards.some(isItsCard), 'its card is on the board').toBe(true);
		const answer = await lou.http.get(`/blobs/${problem.board}/${picture.hash}`);
		expect(await answer.text()).toContain(picture.word);
		const onSheet = async (): Promise<number> => (await records.list('board-image', `${sheetName}/`)).length;
		await expect.poll(onSheet).toBe(0);
		const kept = JSON.stringify([
			await records.get('board-image', `${problem.board}/${picture.hash}`),
			await records.get('blob', picture.hash)
		]);
		if ([id, sheetName].some((trace) => kept.includes(trace)))
			found.push('a picture is kept with its author');
	}
}

/** What people take away: no line of it has a card and its author, or says when it was written. */
async function searchExports(scene: PrivateScene, found: string[]): Promise<void> {
	for (const watcher of scene.everybody) {
		const all = await scene.exports(watcher);
		for (const { words } of scene.authors)
			expect(words.filter((word) => !all.some((one) => one.includes(word)))).toEqual([]);
		for (const one of all) {
			const author = scene.authors.find(({ words }) => words.some((word) => one.includes(word)));
			if (author !== undefined && [author.id, author.name].some((name) => one.includes(name)))
				found.push('an export ties an author to a card');
			if (author !== undefined && one.includes('CREATED:'))
				found.push('an export tells when a card was written');
		}
	}
}

/** Not the client that seeded the sheet. */
function isTheirs({ sheet }: Author, client: number): boolean {
	return client === sheet.doc.clientID;
}

function wordsInBytes(doc: Y.Doc): string[] {
	return Y.decodeUpdate(Y.encodeStateAsUpdate(doc)).structs.flatMap((struct) =>
		'content' in struct && struct.content instanceof Y.ContentString && struct.content.str.startsWith('word')
			? [struct.content.str]
			: []
	);
}

/** Whether, on the way through the cards, one comes from one author to the other but once. */
function isInOrderOfAuthors({ authors }: PrivateScene, words: readonly string[]): boolean {
	const whose = words.map((word) => authors.findIndex((author) => author.words.includes(word)));
	return whose.filter((author, index) => index > 0 && author !== whose[index - 1]).length <= 1;
}

async function vote(
	scene: PrivateScene,
	{ leak, thorough, found }: { readonly leak: Leak; readonly thorough: boolean; readonly found: string[] }
): Promise<void> {
	const { problem, everybody, lou, authors } = scene;
	const ballot = await scene.openBallot();
	const voters = [lou, ...authors];
	// What is done with the phase before is told with all of the run, the vote's items among it; and before the record as it is now comes
	// whatever else was asked for.
	for (const voter of everybody) await problem.atRest(voter);
	const marks = new Map(everybody.map(({ name, tap }) => [name, tap.mark]));
	const cards = scene.shown.map(({ id }) => id);
	for (const [index, voter] of voters.entries()) {
		const vote: Marks = { type: 'dot', dots: [{ card: cards[index]!, count: index + 1 }] };
		expect(await problem.cast(voter, ballot, vote)).toEqual({ ok: true });
	}
	await scene.fay.tab.wait('ballot', (news) => news.voters === voters.length);
	await leak.whileVoting?.(scene);
	for (const { tab } of everybody) await tab.socket.timeout(20_000).emitWithAck('clock');
	const hashes = (await server.store.records.list('vote', `${ballot}/`)).map(({ key }) => key.split('/')[1]!);
	expect(hashes).toHaveLength(voters.length);
	for (const watcher of everybody)
		for (const [index, voter] of voters.entries()) {
			const window = sent(watcher, marks.get(watcher.name));
			if (window.includes(voter.id)) found.push('who votes was sent while the vote was open');
			if (window.includes(cards[index]!)) found.push('what was voted for was sent while the vote was open');
		}
	const { tallies } = await problem.count(ballot);
	expect(tallies!.map(({ numbers }) => numbers[0]).slice(0, 3)).toEqual([1, 2, 3]);
	await leak.afterVoting?.(scene);
	await scene.settle(thorough);
	for (const watcher of everybody)
		if (hashes.some((hash) => sent(watcher).includes(hash))) found.push('the hash of a voter was sent');
	for (const person of everybody)
		for (const { session } of person.tab.all('session'))
			for (const { id } of voters)
				if (JSON.stringify(session.runs.map(({ ballots }) => ballots)).includes(id))
					found.push('a result names a voter');
}

function searchLog(scene: PrivateScene, found: string[]): void {
	const cards = [...scene.shown.map(({ id }) => id), ...scene.authors.flatMap(({ cards: own }) => own)];
	for (const line of scene.log().split('\n')) {
		if (scene.authors.some(({ words }) => words.some((word) => line.includes(word))))
			found.push('the log has a card in it');
		const names = scene.everybody.some(({ id, name }) => line.includes(id) || line.includes(name));
		if (names && cards.some((card) => line.includes(card))) found.push('the log ties somebody to a card');
	}
}

test('nothing that is hidden is sent to anybody, before the reveal, at it, or after it, nor who voted for what', async () => {
	expect(await play({}, true)).toEqual([]);
});

/** What is on a sheet comes over the line of somebody else's device. */
async function comesOver(scene: PrivateScene, { tap }: Watcher): Promise<void> {
	const [{ http, sheetName }] = scene.authors as [Author];
	await scene.problem.sync(new HttpClient(tap.origin, http.cookie), sheetName);
}

/** Server-made, as by a server that has a mistake in it. */
const onBoard = ({ problem }: PrivateScene, update: Uint8Array): Promise<void> =>
	server.rooms.append(sharedDocument(problem.board), update);
const tell = ({ problem }: PrivateScene, text: string): Promise<void> =>
	problem.room.give({ type: 'announce', announcement: createId(), text });

/** The authors' cards once more, put on the board in another way than the server's own. */
function placedBy(
	scene: PrivateScene,
	place: (doc: Y.Doc, sheets: readonly TakenSheet[]) => Uint8Array | null
): Uint8Array {
	const doc = new Y.Doc();
	const sheets = scene.authors.map(({ id, name, words }): TakenSheet => {
		const sheet = new Y.Doc();
		for (const word of words) sheet.getMap('text').set(createId(), new Y.Text(word));
		const { cards } = takeCards(sheet, 'questions' as never);
		return {
			cards: cards.map((card) => ({ ...card, lane: 'happened' as never, createdAt: Date.now() })),
			writer: { id, name, color: 'teal' }
		};
	});
	return place(doc, sheets)!;
}

const PHASE = 'questions' as never;

describe('the search finds it when', () => {
	test.each<[string, Leak, string]>([
		[
			'the shared document gets what is on a sheet',
			{ whileWriting: (scene) => onBoard(scene, Y.encodeStateAsUpdate(scene.authors[0]!.sheet.doc)) },
			'a hidden word was sent to somebody else'
		],
		[
			'presence tells what somebody types',
			{ whileWriting: (scene) => scene.typeInPresence(scene.authors[0]!) },
			'a hidden word was sent to somebody else'
		],
		[
			'the session’s record has a card in it',
			{ whileWriting: (scene) => tell(scene, scene.authors[1]!.words[3]!) },
			'a hidden word was sent to somebody else'
		],
		[
			'an answer over HTTP has a picture in it',
			{
				whileWriting: async ({ lou, authors: [mia] }) => {
					const { http, sheetName, picture } = mia!;
					lou.bodies.push(await (await http.get(`/blobs/${sheetName}/${picture.hash}`)).text());
				}
			},
			'a hidden picture was sent to somebody else'
		],
		[
			'the board keeps who brought a picture',
			{
				atReveal: async ({ problem, authors: [mia] }) => {
					const key = `${problem.board}/${mia!.picture.hash}`;
					const record = (await server.store.records.get('board-image', key))!;
					await server.store.records.put(
						'board-image',
						key,
						{ ...(record.value as object), by: mia!.id },
						record.version
					);
				}
			},
			'a picture is kept with its author'
		],
		[
			'the name of a sheet is told',
			{ whileWriting: (scene) => tell(scene, scene.authors[1]!.sheetName) },
			'the name of a sheet was sent to somebody else'
		],
		[
			'an answer over HTTP has a card in it',
			{ whileWriting: (scene) => void scene.lou.bodies.push(`{"draft":"${scene.authors[0]!.words[1]}"}`) },
			'a hidden word was sent to somebody else'
		],
		[
			'a sheet is sent to the big screen',
			{ whileWriting: (scene) => comesOver(scene, scene.hall) },
			'a hidden word was sent to somebody else'
		],
		[
			'a sheet is sent to an onlooker',
			{ whileWriting: (scene) => comesOver(scene, scene.vic) },
			'a hidden word was sent to somebody else'
		],
		[
			'what people take away names who wrote a card',
			{
				beforeExport: (scene) => {
					const [{ id, name, words }] = scene.authors as [Author];
					const doc = new Y.Doc();
					const me = { id: scene.lou.id, name: 'Lou', color: 'teal' };
					new ProblemBoard(doc).add(
						'happened' as never,
						{ at: 'end' },
						`${words[0]} (${name}, ${id})`,
						me,
						0
					);
					return onBoard(scene, Y.encodeStateAsUpdate(doc));
				}
			},
			'an export ties an author to a card'
		],
		[
			'what people take away says when a card was written',
			{
				atReveal: (scene) =>
					onBoard(
						scene,
						placedBy(scene, (doc, sheets) => placeCards(doc, sheets, { names: 'kept', phase: PHASE }))
					)
			},
			'an export tells when a card was written'
		],
		[
			'the log has a card in it',
			{ whileWriting: (scene) => void (logged += `{"text":"${scene.authors[0]!.words[0]}"}\n`) },
			'the log has a card in it'
		],
		[
			'cards keep who wrote them, and when',
			{
				atReveal: (scene) =>
					onBoard(
						scene,
						placedBy(scene, (doc, sheets) => placeCards(doc, sheets, { names: 'kept', phase: PHASE }))
					)
			},
			'the board names an author, or something of their sheet'
		],
		[
			'cards come under the client ids of their authors',
			{
				atReveal: (scene) =>
					onBoard(
						scene,
						placedBy(scene, (doc, sheets) => {
							doc.clientID = scene.authors[0]!.sheet.doc.clientID;
							return placeCards(doc, sheets, { names: 'dropped', phase: PHASE });
						})
					)
			},
			'a client id of a sheet wrote on the board'
		],
		[
			'who votes for what is told',
			{ whileVoting: (scene) => tell(scene, `${scene.lou.id} voted for ${scene.shown[0]!.id}`) },
			'who votes was sent while the vote was open'
		],
		[
			'the log ties a voter to a card',
			{
				afterVoting: (scene) =>
					void (logged += `${JSON.stringify({ by: scene.lou.id, for: scene.shown[0]!.id })}\n`)
			},
			'the log ties somebody to a card'
		]
	])('%s', async (_, leak, sentence) => {
		expect(await play(leak)).toContain(sentence);
	});

	test('cards lie in the order of their authors', () => {
		const authors = ['a', 'b'].map((name) => ({ words: [0, 1, 2].map((n) => `${name}${n}`) }));
		const scene = { authors } as unknown as PrivateScene;
		expect(isInOrderOfAuthors(scene, ['b1', 'b0', 'b2', 'a0', 'a2', 'a1'])).toBe(true);
		expect(isInOrderOfAuthors(scene, ['b1', 'a0', 'b0', 'a2', 'b2', 'a1'])).toBe(false);
	});
});

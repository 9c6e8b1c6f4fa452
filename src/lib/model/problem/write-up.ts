import { NO_MARKS } from '../page/marks.ts';
import type { DraftBlock } from '../page/draft.ts';
import type { Run as TextRun } from '../page/read-page.ts';
import { ranked } from './ballots/count.ts';
import type { Reason } from './ballots/tally.ts';
import type { ProblemBoard } from './board.ts';
import type { Card, CardId } from './card.ts';
import { lanesOf, resultOf } from './input.ts';
import {
	PAGE_SECTIONS,
	type LaneId,
	type Method,
	type PageSection,
	type Phase,
	type VoteRules
} from './method.ts';
import { stepOf, type Run } from './run.ts';
import { blocksOf } from './structure.ts';

/** What of a board the draft is made from. */
export type WrittenBoard = Pick<ProblemBoard, 'statement' | 'lane' | 'structure' | 'clusterTitle'>;

/** Everything in the draft that its people did not write. */
export interface WriteUpWords {
	readonly sections: { readonly [S in PageSection]: string };
	/** An earlier step was taken up again after this one. */
	readonly stale: string;
	/** So few voted in secret that the result is not told. */
	readonly tooFew: string;
	/** What a vote came to, as `3 dots from 2 people`. `numbers`: see `Tally`. */
	readonly votes: (type: VoteRules['type'], numbers: readonly number[]) => string;
	/** Why somebody would rather not, or objects; nobody is named. */
	readonly reason: (reason: Reason) => string;
	/** Who does it by when; either may be missing. */
	readonly task: (owner: string | null, due: string | null) => string;
	/** That a card has so many pictures, and files of these names. */
	readonly attached: (pictures: number, files: readonly string[]) => string;
	/** Before the titles of the board and the session. */
	readonly board: string;
	readonly session: string;
	readonly method: string;
	/** That the numbers behind the lines lead to their cards. */
	readonly numbers: string;
}

export interface WriteUpSource {
	readonly method: Method;
	readonly run: Run;
	readonly board: WrittenBoard & { readonly title: string; readonly address: string };
	/** The address of one card on the board. */
	readonly cardAddress: (card: CardId) => string;
	readonly session: { readonly title: string; readonly address: string };
	/** The Chatham House rule: nobody is named. */
	readonly namesStripped: boolean;
	readonly words: WriteUpWords;
}

/**
 * The page that a run leaves, as a draft to be edited together: the sections that its phases' `output` names, in the order
 * of `PAGE_SECTIONS`, each with the cards of the phases' lanes as they are grouped on the board. Nothing says who wrote what;
 * only actions name who does them. A section that nobody wrote anything for is left out, the problem never.
 */
export function writeUp(source: WriteUpSource): DraftBlock[] {
	const cited = new Citations(source);
	const sections = PAGE_SECTIONS.filter((section) => section !== 'sources').flatMap((section) => {
		const blocks = source.method.phases
			.filter(({ output }) => output?.pageSection === section)
			.flatMap((phase) => ofPhase(source, phase, cited));
		const statement = section === 'problem' ? statementOf(source) : [];
		if (section !== 'problem' && blocks.length === 0) return [];
		return [heading(source.words.sections[section]), ...statement, ...blocks];
	});
	return [...sections, ...sources(source)];
}

function statementOf({ board }: WriteUpSource): DraftBlock[] {
	const statement = board.statement.trim();
	return statement === '' ? [] : [{ kind: 'quote', runs: plain(statement) }];
}

function ofPhase(source: WriteUpSource, phase: Phase, cited: Citations): DraftBlock[] {
	const lanes = lanesOf(source.method, phase.id).filter((lane) => ownerOf(source, lane) === phase.id);
	const blocks = isVote(phase)
		? ofVote(source, phase, lanes, cited)
		: lanes.flatMap((lane) => ofLane(source, lane, phase, cited));
	// What is to be written on the page itself has its place there, with the question that it answers.
	if (blocks.length === 0 && phase.kind === 'draft') return [note('note', phase.prompt)];
	const isStale = stepOf(source.run, phase.id)?.stale === true && blocks.length > 0;
	return isStale ? [note('warning', source.words.stale), ...blocks] : blocks;
}

/**
 * Each card is told once. The phase that tells a lane's is the last vote on them that has a result, since it tells how they
 * stand to each other, or else the last phase whose output they are; one that only writes up tells what no other does.
 */
function ownerOf({ method, run }: WriteUpSource, lane: LaneId): Phase['id'] | null {
	const telling = method.phases.filter(
		({ id, output }) => output !== undefined && lanesOf(method, id).includes(lane)
	);
	const vote = telling.findLast((phase) => isVote(phase) && resultOf(run, phase.id) !== null);
	const work = telling.findLast((phase) => !isVote(phase) && phase.kind !== 'draft');
	return (vote ?? work ?? telling.findLast(({ kind }) => kind === 'draft'))?.id ?? null;
}

/** Votes on whether to go on with a topic are none on cards. */
function isVote({ vote, topics }: Phase): boolean {
	return vote !== undefined && topics === undefined;
}

/** The cards of a vote that still lie where it was held, the best first, with what it came to: what was taken has moved on. */
function ofVote(
	{ run, board, words }: WriteUpSource,
	{ id }: Phase,
	lanes: readonly LaneId[],
	cited: Citations
): DraftBlock[] {
	const result = resultOf(run, id);
	const cards = lanes.flatMap((lane) => written(board.lane(lane)));
	if (result === null || cards.length === 0) return [];
	const { tallies, rules } = result;
	const unranked = (some: readonly Card[]) => some.map((card) => bullet(cited, card));
	if (tallies === null) return [note('note', words.tooFew), ...unranked(cards)];
	const byId = new Map(cards.map((card) => [card.id, card]));
	const told = ranked(rules.type, tallies).flatMap(
		({ card: cardId, numbers, reasons = [] }): DraftBlock[] => {
			const card = byId.get(cardId);
			byId.delete(cardId);
			if (card === undefined) return [];
			// They were given for everybody to read, and the result on the board tells them as well.
			const why = reasons.map((reason): DraftBlock => ({
				kind: 'bullet',
				indent: 1,
				runs: plain(words.reason(reason))
			}));
			return [bullet(cited, card, 0, words.votes(rules.type, numbers)), ...why];
		}
	);
	// Written since, or not among those that were voted on.
	return [...told, ...unranked([...byId.values()])];
}

function ofLane(source: WriteUpSource, lane: LaneId, phase: Phase, cited: Citations): DraftBlock[] {
	const { board } = source;
	const cards = written(board.lane(lane));
	if (phase.kind === 'act') return cards.map((card) => task(source, card, cited));
	const isTitled = (cluster: Parameters<WrittenBoard['clusterTitle']>[0]): boolean =>
		board.clusterTitle(cluster) !== '';
	return blocksOf(board.structure(lane), cards, isTitled).flatMap((block): DraftBlock[] => {
		const title = block.kind === 'cluster' ? board.clusterTitle(block.cluster) : '';
		const under = title === '' ? 0 : 1;
		const lines = block.cards.map(({ card, depth }) => bullet(cited, card, depth + under));
		return title === '' ? lines : [{ kind: 'bullet', runs: strong(title) }, ...lines];
	});
}

function task({ words, namesStripped }: WriteUpSource, card: Card, cited: Citations): DraftBlock {
	const { owner, due, closed } = card.details;
	const note = words.task(namesStripped ? null : (owner?.name ?? null), due);
	return { ...bullet(cited, card, 0, note), kind: 'task', checked: closed };
}

const MAX_DEPTH = 6;

/** A card as a line, with what is said behind it. */
function bullet(cited: Citations, card: Card, depth = 0, note = ''): DraftBlock {
	const notes = [note, cited.attachedTo(card)].filter((one) => one !== '').join('; ');
	const said = notes === '' ? card.text.trim() : `${card.text.trim()} (${notes})`;
	return { kind: 'bullet', indent: Math.min(depth, MAX_DEPTH), runs: [...plain(`${said} `), cited.of(card)] };
}

function sources({ board, session, method, words }: WriteUpSource): DraftBlock[] {
	return [
		heading(words.sections.sources),
		{ kind: 'bullet', runs: [...plain(`${words.board}: `), linked(board.title, board.address)] },
		{ kind: 'bullet', runs: [...plain(`${words.session}: `), linked(session.title, session.address)] },
		{ kind: 'bullet', runs: plain(`${words.method}: ${method.title}`) },
		{ kind: 'paragraph', runs: plain(words.numbers) }
	];
}

/** Cards by number, in the order in which the draft names them; each number leads to its card. */
class Citations {
	readonly #address: WriteUpSource['cardAddress'];
	readonly #words: Pick<WriteUpWords, 'attached'>;
	readonly #numbers = new Map<CardId, number>();

	constructor({ cardAddress, words }: Pick<WriteUpSource, 'cardAddress' | 'words'>) {
		this.#address = cardAddress;
		this.#words = words;
	}

	/** What else is found on the card; nothing where that is nothing. */
	attachedTo({ details: { images, files } }: Card): string {
		if (images.length === 0 && files.length === 0) return '';
		return this.#words.attached(
			images.length,
			files.map(({ name }) => name)
		);
	}

	of({ id }: Card): TextRun {
		const number = this.#numbers.get(id) ?? this.#numbers.size + 1;
		this.#numbers.set(id, number);
		return linked(`[${number}]`, this.#address(id));
	}
}

function written(cards: readonly Card[]): readonly Card[] {
	return cards.filter(({ text }) => text.trim() !== '');
}

function heading(text: string): DraftBlock {
	return { kind: 'heading', level: 2, runs: plain(text) };
}

function note(tone: 'note' | 'warning', text: string): DraftBlock {
	return { kind: 'callout', tone, runs: plain(text) };
}

function plain(text: string): TextRun[] {
	return [{ text, marks: NO_MARKS }];
}

function strong(text: string): TextRun[] {
	return [{ text, marks: { on: ['bold'], link: null } }];
}

function linked(text: string, link: string): TextRun {
	return { text, marks: { on: [], link } };
}

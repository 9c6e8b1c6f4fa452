import { bullet, heading, paragraph, run, task, type DraftBlock } from '../page/draft.ts';
import type { Run } from '../page/read-page.ts';
import { heldAt } from '../session/following.ts';
import type { Label } from '../session/label.ts';
import type { Board, BoardKind, Session } from '../session/session.ts';
import type { SummarisedBoard, SummarisedRound, Summary } from './summary.ts';

/** The words of a summary, in the reader's language. */
export interface SummaryWords {
	readonly labels: { readonly [L in Label]: string };
	readonly namesStripped: string;
	readonly backToSession: string;
	readonly when: (start: string, end: string) => string;
	readonly goingOn: (start: string) => string;
	readonly people: (count: number) => string;
	readonly agenda: string;
	readonly minutes: (count: number) => string;
	readonly doneAt: (time: string) => string;
	readonly notDone: string;
	readonly decisions: string;
	readonly noDecisions: string;
	readonly actions: string;
	readonly noActions: string;
	readonly by: (day: string) => string;
	/** Of an action that is followed in the session after this one. */
	readonly goesOn: string;
	readonly boards: string;
	readonly kinds: { readonly [K in BoardKind]: string };
	readonly more: (count: number) => string;
	readonly unreadable: string;
	readonly groups: (round: string) => string;
	readonly brought: (count: number) => string;
	readonly terms: string;
}

export interface SummaryLook {
	readonly words: SummaryWords;
	/** Where a board, or with `null` the session, is to be found. */
	readonly addressOf: (session: Session, board: Board | null) => string;
	/** A moment, in the time zone of whoever asked. */
	readonly date: (at: number) => string;
	readonly time: (at: number) => string;
	/** A day like `2026-03-29`. */
	readonly day: (day: string) => string;
}

/** A summary as a page: what was decided and is to be done first, since that is what people come back for. */
export function summaryPage(summary: Summary, look: SummaryLook): DraftBlock[] {
	return [
		...about(summary, look),
		...decided(summary, look),
		...toDo(summary, look),
		...agenda(summary, look),
		...summary.rounds.flatMap((round) => groups(summary.session, round, look)),
		...boards(summary, look),
		...(summary.session.terms === ''
			? []
			: [heading(2, run(look.words.terms)), paragraph(run(summary.session.terms))])
	];
}

function about({ session, count, names }: Summary, look: SummaryLook): DraftBlock[] {
	const { words } = look;
	const start = look.date(heldAt(session));
	const when = session.ended === null ? words.goingOn(start) : words.when(start, look.time(session.ended.at));
	const label = words.labels[session.label];
	return [
		paragraph(run(session.namesStripped ? `${label} ${words.namesStripped}` : label, { on: ['bold'] })),
		paragraph(
			run(`${when} · ${words.people(count)} · `),
			run(words.backToSession, { link: look.addressOf(session, null) })
		),
		...(names === null || names.length === 0 ? [] : [paragraph(run(names.join(', ')))])
	];
}

function decided({ session, decisions }: Summary, look: SummaryLook): DraftBlock[] {
	return [
		heading(2, run(look.words.decisions)),
		...(decisions.length === 0
			? [paragraph(run(look.words.noDecisions))]
			: decisions.map(({ text, from }) => bullet(run(`${text} `), ...source(session, from, look))))
	];
}

function toDo({ session, actions }: Summary, look: SummaryLook): DraftBlock[] {
	return [
		heading(2, run(look.words.actions)),
		...(actions.length === 0
			? [paragraph(run(look.words.noActions))]
			: actions.map(({ action: { card, text, owner, due, done }, from }) => {
					const goesOn = !done && session.next?.actions.includes(card);
					const when = due === null ? null : look.words.by(look.day(due));
					const facts = [owner, when, goesOn ? look.words.goesOn : null].filter((one) => one !== null);
					return task(
						done,
						run(`${facts.length === 0 ? text : `${text} (${facts.join(', ')})`} `),
						...source(session, from, look)
					);
				}))
	];
}

function agenda({ session }: Summary, look: SummaryLook): DraftBlock[] {
	const { items } = session.agenda;
	if (items.length === 0) return [];
	return [
		heading(2, run(look.words.agenda)),
		...items.map(({ title, minutes, board: id, doneAt }) => {
			const board = session.boards.find((found) => found.id === id);
			const state = doneAt === null ? look.words.notDone : look.words.doneAt(look.time(doneAt));
			return bullet(
				run(title, board === undefined ? {} : { link: look.addressOf(session, board) }),
				run(` · ${look.words.minutes(minutes)} · ${state}`)
			);
		})
	];
}

function groups(
	session: Session,
	{ round, groups: all, brought }: SummarisedRound,
	look: SummaryLook
): DraftBlock[] {
	return [
		heading(2, run(look.words.groups(round.title))),
		...brought.map(({ count, into }) =>
			paragraph(run(look.words.brought(count)), ...linkTo(session, into, look))
		),
		...all.flatMap(({ name, people, boards: own }) => [
			heading(3, run(name)),
			...(people.length === 0 ? [] : [paragraph(run(people.join(', ')))]),
			...own.flatMap((board) => [paragraph(...linkTo(session, board.board, look)), ...contents(board, look)])
		])
	];
}

function boards({ session, boards: all }: Summary, look: SummaryLook): DraftBlock[] {
	if (all.length === 0) return [];
	return [
		heading(2, run(look.words.boards)),
		...all.flatMap((board) => [heading(3, ...linkTo(session, board.board, look)), ...contents(board, look)])
	];
}

function contents({ digest }: SummarisedBoard, { words }: SummaryLook): DraftBlock[] {
	if (digest === null) return [paragraph(run(words.unreadable))];
	return [
		...(digest.problem === '' ? [] : [paragraph(run(digest.problem))]),
		...digest.lines.map((line) => bullet(run(line))),
		...(digest.more === 0 ? [] : [bullet(run(words.more(digest.more)))])
	];
}

function linkTo(session: Session, board: Board, { words, addressOf }: SummaryLook): Run[] {
	const kind = words.kinds[board.kind];
	const link = run(board.title, { link: addressOf(session, board) });
	return board.title === kind ? [link] : [link, run(` · ${kind}`)];
}

/** From where it comes, in brackets. */
function source(session: Session, board: Board, { addressOf }: SummaryLook): Run[] {
	return [run('('), run(board.title, { link: addressOf(session, board) }), run(')')];
}

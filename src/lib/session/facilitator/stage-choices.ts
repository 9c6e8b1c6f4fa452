import { t } from '$lib/messages/facilitating.ts';
import type { Board, Session } from '#model/session/session.ts';
import type { BoardRegion, Staged } from '#model/session/stage.ts';
import type { BoardWindow } from '../board-window.ts';
import { wholeBoard } from './staged-words.ts';

/** Something that may be put on the stage. */
export interface StageChoice {
	readonly label: string;
	/** As it is when it is put there. */
	readonly shown: () => Staged;
}

export interface ChoiceGroup {
	readonly label: string;
	readonly choices: readonly StageChoice[];
}

/** All that a facilitator may put on the stage from where they are: what is before them first. */
export function stageChoices(
	session: Session,
	here: Board | null,
	window: BoardWindow | null
): readonly ChoiceGroup[] {
	const groups = [
		{ label: here?.title ?? '', choices: here === null ? [] : choicesHere(here, window) },
		{
			label: t.stage.boards,
			choices: session.boards
				.filter((board) => board.archivedAt === null && board.id !== here?.id)
				.flatMap((board) => [
					of(board.title, wholeBoard(board)),
					...(board.kind === 'problem' ? [resultsOf(board)] : [])
				])
		},
		{
			label: t.stage.rest,
			choices: [...timeAndPeople(session), of(t.stage.show.nothing, { show: 'nothing' })]
		}
	];
	return groups.filter(({ choices }) => choices.length > 0);
}

function choicesHere(here: Board, window: BoardWindow | null): readonly StageChoice[] {
	const whole = of(t.stage.show.whole, wholeBoard(here));
	const results = here.kind === 'problem' ? [resultsOf(here)] : [];
	if (window === null) return [whole, ...results];
	if (window.of === 'page')
		return [
			whole,
			...window
				.headings()
				.map(({ id, title }) =>
					of(t.stage.show.heading(title), { show: 'page', board: here.id, heading: id })
				)
		];
	const region = (label: string, find: () => BoardRegion): StageChoice => ({
		label,
		shown: () => ({ show: 'board', board: here.id, region: find(), pointers: false })
	});
	const selected = window.selected();
	return [
		whole,
		...(selected === null ? [] : [region(t.stage.show.selected, () => selected)]),
		region(t.stage.show.thisPart, window.visible),
		...window
			.frames()
			.map(({ id, title }) => region(t.stage.show.frame(title), () => ({ of: 'frame', frame: id })))
	];
}

function timeAndPeople({ agenda, rounds, announcements }: Session): readonly StageChoice[] {
	const round = rounds.at(-1);
	const said = announcements.at(-1);
	return [
		of(t.stage.show.timer, { show: 'timer' }),
		of(t.stage.show.join, { show: 'join' }),
		of(t.stage.show.agenda, { show: 'agenda', item: null }),
		...(agenda.current === null
			? []
			: [of(t.stage.show.agendaItem, { show: 'agenda', item: agenda.current.item })]),
		...(round === undefined ? [] : [of(t.stage.show.breakouts, { show: 'breakouts', round: round.id })]),
		...(said === undefined
			? []
			: [of(t.stage.show.announcement, { show: 'announcement', announcement: said.id })])
	];
}

function of(label: string, shown: Staged): StageChoice {
	return { label, shown: () => shown };
}

function resultsOf(board: Board): StageChoice {
	return of(t.stage.show.results(board.title), { show: 'results', board: board.id });
}

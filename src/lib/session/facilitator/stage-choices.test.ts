import { describe, expect, test } from 'vitest';
import { t } from '$lib/messages/facilitating.ts';
import { createId, type AnnouncementId, type BoardId } from '#model/ids.ts';
import { after, emptySession, sessionWithRound } from '#model/session/test-sessions.ts';
import type { Session } from '#model/session/session.ts';
import type { Staged } from '#model/session/stage.ts';
import type { BoardWindow } from '../board-window.ts';
import { stageChoices } from './stage-choices.ts';

const [board, problem, page] = [createId<BoardId>(), createId<BoardId>(), createId<BoardId>()];
const session = after(
	emptySession(),
	{ type: 'add-board', board, kind: 'whiteboard', title: 'Wall' },
	{ type: 'add-board', board: problem, kind: 'problem', title: 'Case' },
	{ type: 'add-board', board: page, kind: 'page', title: 'Notes' }
);
const AREA = { of: 'area', x: 0, y: 0, width: 10, height: 10 } as const;

function choices(of: Session, here: BoardId | null, window: BoardWindow | null): ReadonlyMap<string, Staged> {
	const at = of.boards.find(({ id }) => id === here) ?? null;
	const all = stageChoices(of, at, window).flatMap((group) => group.choices);
	return new Map(all.map(({ label, shown }) => [label, shown()]));
}

describe('what may be put on the stage', () => {
	test('on a whiteboard is what is selected, what is seen, and each frame', () => {
		const window: BoardWindow = {
			of: 'whiteboard',
			visible: () => ({ ...AREA, width: 99 }),
			selected: () => AREA,
			show: () => undefined,
			frames: () => [{ id: 'f', title: 'Plan' }]
		};
		const found = choices(session, board, window);
		const on = { show: 'board', board, pointers: false };
		expect(found.get(t.stage.show.whole)).toEqual({ ...on, region: { of: 'all' } });
		expect(found.get(t.stage.show.selected)).toEqual({ ...on, region: AREA });
		expect(found.get(t.stage.show.thisPart)).toEqual({ ...on, region: { ...AREA, width: 99 } });
		expect(found.get(t.stage.show.frame('Plan'))).toEqual({ ...on, region: { of: 'frame', frame: 'f' } });
		expect(choices(session, board, { ...window, selected: () => null }).has(t.stage.show.selected)).toBe(
			false
		);
	});

	test('on a page is each of its headings', () => {
		const window: BoardWindow = {
			of: 'page',
			show: () => undefined,
			headings: () => [{ id: 'h', title: 'Decision' }]
		};
		const found = choices(session, page, window);
		expect(found.get(t.stage.show.heading('Decision'))).toEqual({ show: 'page', board: page, heading: 'h' });
	});

	test('from anywhere is every board, results, time, agenda and how to come in', () => {
		const found = choices(session, null, null);
		expect(found.get('Notes')).toEqual({ show: 'page', board: page, heading: null });
		expect(found.get(t.stage.show.results('Case'))).toEqual({ show: 'results', board: problem });
		for (const label of [t.stage.show.timer, t.stage.show.join, t.stage.show.agenda, t.stage.show.nothing])
			expect(found.has(label)).toBe(true);
		expect(found.has(t.stage.show.breakouts)).toBe(false);
	});

	test('is the last round of groups and the last message, where there are any', () => {
		const { session: grouped, round } = sessionWithRound([[]]);
		const announcement = createId<AnnouncementId>();
		const said = after(grouped, { type: 'announce', announcement, text: 'Tea' });
		const found = choices(said, null, null);
		expect(found.get(t.stage.show.breakouts)).toEqual({ show: 'breakouts', round: round.id });
		expect(found.get(t.stage.show.announcement)).toEqual({ show: 'announcement', announcement });
	});
});

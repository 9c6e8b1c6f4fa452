import type { StagePrograms } from '$lib/session/stage/stage-programs.ts';

/** What draws each kind of board on the big screen, fetched when one is put there. */
export const STAGE_PROGRAMS: StagePrograms = {
	board: {
		whiteboard: () => import('$lib/whiteboard/staged/StagedWhiteboard.svelte'),
		problem: () => import('$lib/problem/staged/StagedProblem.svelte'),
		page: () => import('$lib/page/staged/StagedPage.svelte')
	},
	results: () => import('$lib/problem/staged/StagedResults.svelte'),
	works: async () => (await import('$lib/whiteboard/groups/board-works.ts')).boardWorks
};

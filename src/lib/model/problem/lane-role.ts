import type { Lane, Method } from './method.ts';

export type LaneRole = 'decisions' | 'actions' | 'thoughts';

/** What a lane's cards are, by what its phases make: whatever the method calls them. */
export function laneRole(method: Method, lane: Lane): LaneRole {
	const phases = method.phases.filter(({ id }) => lane.phases.includes(id));
	if (phases.some(({ kind, output }) => kind === 'act' || output?.pageSection === 'actions'))
		return 'actions';
	if (phases.some(({ kind, output }) => kind === 'decide' || output?.pageSection === 'decision'))
		return 'decisions';
	return 'thoughts';
}

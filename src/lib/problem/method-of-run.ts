import { DEFAULT_METHOD } from '#model/problem/methods/default.ts';
import type { Method } from '#model/problem/method.ts';
import type { Run } from '#model/problem/run.ts';
import type { BoardSession } from './board-session.ts';

/**
 * The words of the method that runs on a board, or did on a group's. All methods together are large, so they come when one runs.
 * Rejects when they cannot be fetched.
 */
export async function methodOfRun({
	behind: run,
	methods
}: Pick<BoardSession, 'behind' | 'methods'>): Promise<Method> {
	if (run === null) return DEFAULT_METHOD;
	const { from, id, version } = run.method;
	if (from === 'session') {
		const found = await (await methods()).find(id, version);
		return found.ok ? found.value : withoutWords(run);
	}
	const { findMethod } = await import('#model/problem/methods/registry.ts');
	return findMethod(id, version) ?? withoutWords(run);
}

/** A newer version's, or a session's own without a line: the phases are known, and are called by their ids. */
function withoutWords({ method, phases }: Run): Method {
	return {
		id: method.id,
		version: method.version,
		title: method.id,
		purpose: '',
		minutes: phases.reduce((sum, { minutes }) => sum + minutes, 0),
		people: { min: 1, max: 1_000 },
		lanes: DEFAULT_METHOD.lanes,
		phases: phases.map((rules) => ({ ...rules, title: rules.id, prompt: '' }))
	};
}

import type { Lane, LaneId, Method, MethodId, Phase, PhaseId, PhaseKind, Structure } from './method.ts';
import { METHOD_LIMITS } from './method-limits.ts';
import { ofKind } from './phase-kinds.ts';

/*
 * A method while somebody makes it: each function gives the next one. On the way it may be one that cannot be run yet, which
 * parse-method.ts tells; but its references always lead somewhere, and its minutes are always their sum.
 */

/** A method with one lane and one phase, without any words. */
export function emptyMethod(id: MethodId): Method {
	const lane = { id: 'lane-1' as LaneId, title: '', prompt: '', phases: [] };
	const bare: Method = {
		id,
		version: 1,
		title: '',
		purpose: '',
		minutes: 0,
		people: { min: 2, max: 30 },
		lanes: [lane],
		phases: []
	};
	return withPhase(bare, 'write');
}

/** Another method like this one. */
export function copyOf(method: Method, id: MethodId, title: string): Method {
	return { ...method, id, version: 1, title: title.slice(0, METHOD_LIMITS.titleLength) };
}

/** An id for a method like `like`; `chance` gives a number from 0 to 1. */
export function newMethodId(like: string, chance: () => number): MethodId {
	const digits = 'bcdfghjkmnpqrstvwxz23456789';
	const tail = Array.from({ length: 5 }, () => digits[Math.floor(chance() * digits.length)]).join('');
	const stem = like.replace(/-[b-z2-9]{5}$/, '').slice(0, 33);
	return `${stem.replace(/-+$/, '') || 'method'}-${tail}` as MethodId;
}

/** With one more phase at the end, in the lanes of the last one. */
export function withPhase(method: Method, kind: PhaseKind): Method {
	if (method.phases.length >= METHOD_LIMITS.phases) return method;
	const id = freeId('phase', method.phases) as PhaseId;
	const before = method.phases.at(-1)?.id;
	const near = method.lanes.filter(({ phases }) => before !== undefined && phases.includes(before));
	const home = near.length > 0 ? near : method.lanes.slice(0, 1);
	const words = { id, title: '', kind, prompt: '', minutes: 5 } as Phase;
	return summed({
		...method,
		phases: [...method.phases, ofKind(words, kind)],
		lanes: method.lanes.map((lane) =>
			home.includes(lane) ? { ...lane, phases: [...lane.phases, id] } : lane
		)
	});
}

/** Without a phase, and without what refers to it; a method keeps its last one. */
export function withoutPhase(method: Method, id: PhaseId): Method {
	if (method.phases.length <= 1) return method;
	return summed({
		...method,
		phases: method.phases
			.filter((phase) => phase.id !== id)
			.map((phase) => {
				if (phase.input?.from !== id) return phase;
				const { input: _input, ...without } = phase;
				return without;
			}),
		lanes: method.lanes.map((lane) => ({ ...lane, phases: lane.phases.filter((phase) => phase !== id) }))
	});
}

export function withPhaseMoved(method: Method, from: number, to: number): Method {
	return { ...method, phases: moved(method.phases, from, to) };
}

export function withPhaseChanged(method: Method, id: PhaseId, change: (phase: Phase) => Phase): Method {
	return summed({
		...method,
		phases: method.phases.map((phase) => (phase.id === id ? change(phase) : phase))
	});
}

export function withLane(method: Method): Method {
	if (method.lanes.length >= METHOD_LIMITS.lanes) return method;
	const lane: Lane = { id: freeId('lane', method.lanes) as LaneId, title: '', prompt: '', phases: [] };
	return { ...method, lanes: [...method.lanes, lane] };
}

/** Without a lane; a method keeps its last one. */
export function withoutLane(method: Method, id: LaneId): Method {
	if (method.lanes.length <= 1) return method;
	return { ...method, lanes: method.lanes.filter((lane) => lane.id !== id) };
}

export function withLaneMoved(method: Method, from: number, to: number): Method {
	return { ...method, lanes: moved(method.lanes, from, to) };
}

export function withLaneChanged(
	method: Method,
	id: LaneId,
	change: Partial<Pick<Lane, 'title' | 'prompt'>>
): Method {
	return { ...method, lanes: method.lanes.map((lane) => (lane.id === id ? { ...lane, ...change } : lane)) };
}

/** How a lane's cards stand at first; `null`: as suits what its phases are for. */
export function withStructure(method: Method, id: LaneId, structure: Structure | null): Method {
	const change = ({ structure: _before, ...lane }: Lane): Lane =>
		structure === null ? lane : { ...lane, structure };
	return { ...method, lanes: method.lanes.map((lane) => (lane.id === id ? change(lane) : lane)) };
}

/** Whether a phase works on a lane's cards. */
export function withWorkOn(method: Method, lane: LaneId, phase: PhaseId, works: boolean): Method {
	return {
		...method,
		lanes: method.lanes.map((found) => {
			if (found.id !== lane) return found;
			const others = found.phases.filter((id) => id !== phase);
			return { ...found, phases: works ? inOrder(method, [...others, phase]) : others };
		})
	};
}

function inOrder({ phases }: Method, ids: readonly PhaseId[]): PhaseId[] {
	return phases.map(({ id }) => id).filter((id) => ids.includes(id));
}

function moved<T>(list: readonly T[], from: number, to: number): readonly T[] {
	const one = list[from];
	if (one === undefined || to < 0 || to >= list.length) return list;
	const others = list.filter((_, index) => index !== from);
	return [...others.slice(0, to), one, ...others.slice(to)];
}

function summed(method: Method): Method {
	const minutes = method.phases.reduce((sum, phase) => sum + phase.minutes, 0);
	return { ...method, minutes: Math.round(minutes * 100) / 100 };
}

function freeId(stem: string, taken: readonly { readonly id: string }[]): string {
	let number = taken.length + 1;
	while (taken.some(({ id }) => id === `${stem}-${number}`)) number++;
	return `${stem}-${number}`;
}

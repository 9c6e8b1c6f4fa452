import { describe, expect, test } from 'vitest';
import type { Method, Phase } from './method.ts';
import { METHODS } from './methods/registry.ts';
import { matrixOf, type MatrixRow } from './test-matrix.ts';

/** What somebody in a seat is let do, said once more in other words than the engine's. */
function expected(phase: Phase, { seat, role }: MatrixRow) {
	const can: readonly string[] =
		(seat === 'holder' ? (phase.can.holder ?? phase.can.member) : phase.can[role]) ?? [];
	const writes = can.filter((action) => action !== 'vote');
	const ownOnly = writes.filter((action) => ['create', 'editOwn', 'deleteOwn'].includes(action));
	const isAlone = phase.sees.others !== 'text';
	return {
		writesShared: (isAlone ? writes.length - ownOnly.length : writes.length) > 0,
		writesSheet: isAlone && (can.includes('create') || can.includes('editOwn')),
		votes: can.includes('vote')
	};
}

const phaseOf = (method: Method, { phase }: MatrixRow): Phase =>
	method.phases.find(({ id }) => id === phase)!;

describe.each(METHODS.map((method) => [method.id, method] as const))('%s: who may do what', (_, method) => {
	const rows = matrixOf(method);

	test('has a row for each phase and seat', () => {
		expect(rows).toHaveLength(method.phases.length * 4);
	});

	test.each(rows.map((row) => [`${row.phase}, a ${row.seat}`, row] as const))('in %s', (_name, row) => {
		const { writesShared, writesSheet, votes } = row;
		expect({ writesShared, writesSheet, votes }).toEqual(expected(phaseOf(method, row), row));
		if (row.role === 'viewer') expect(Object.values(row.actions)).not.toContain(true);
	});

	test('lets nobody write on the board of all while everybody writes alone, facilitators included', () => {
		const alone = rows.filter((row) => phaseOf(method, row).sees.others !== 'text');
		expect(alone.filter(({ writesShared }) => writesShared)).toEqual([]);
	});
});

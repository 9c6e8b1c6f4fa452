import { expect, test } from 'vitest';
import { memoryRecords } from '../../tests/support/memory-records.ts';
import { quietLog } from '../../tests/support/quiet-log.ts';
import { runDueChores, type Chore } from './chores.ts';

function nodes() {
	const clock = { now: 1_000_000 };
	const parts = { records: memoryRecords(), now: () => clock.now, log: quietLog };
	const done: string[] = [];
	const chore = (name: string, everyMs: number, run = async () => ({})): Chore => ({
		name,
		everyMs,
		run: () => {
			done.push(name);
			return run();
		}
	});
	return { clock, parts, done, chore };
}

test('a chore is done by one node, and again when its time has passed', async () => {
	const { clock, parts, done, chore } = nodes();
	const chores = [chore('daily', 24), chore('hourly', 1)];
	await Promise.all([runDueChores(parts, chores), runDueChores(parts, chores), runDueChores(parts, chores)]);
	expect(done.toSorted()).toEqual(['daily', 'hourly']);
	clock.now += 1;
	await runDueChores(parts, chores);
	expect(done).toHaveLength(3);
	clock.now += 23;
	await runDueChores(parts, chores);
	expect(done.filter((name) => name === 'daily')).toHaveLength(2);
});

test('one that fails does not keep the others from their work', async () => {
	const { parts, done, chore } = nodes();
	const failing = chore('failing', 1, () => Promise.reject(new Error('the store is away')));
	await runDueChores(parts, [failing, chore('other', 1)]);
	expect(done).toEqual(['failing', 'other']);
});

import { expect, it } from 'vitest';
import { waitFor } from '../../../tests/support/wait-for.ts';
import { createConfirmer, type Durability } from './confirm.ts';
import { RedisAway, type RedisReply } from './connect.ts';
import { inspectionOf } from './startup.ts';

/** A server whose answers to WAIT and WAITAOF the test gives. */
function confirmerOn(durability: Exclude<Durability, { kind: 'reply' }>, giveUpMs = 10_000) {
	const asked: string[] = [];
	const answers: ((reply: RedisReply | Error) => void)[] = [];
	const state = { identity: 'here', epoch: 1, now: 0 };
	const confirmer = createConfirmer({
		durability,
		giveUpMs,
		clock: () => state.now,
		identity: { current: () => state.identity },
		link: {
			epoch: () => state.epoch,
			run: (_key, args) => {
				asked.push(args.join(' '));
				if (args[0] === 'SET') return Promise.resolve('OK');
				return new Promise((resolve, reject) =>
					answers.push((reply) => (reply instanceof Error ? reject(reply) : resolve(reply)))
				);
			}
		}
	});
	const outcomes = new Map<string, string>();
	const confirm = (name: string, identity = 'here') =>
		confirmer.confirm(identity, (error) => outcomes.set(name, error?.failure ?? 'durable'));
	const answer = async (reply: RedisReply | Error) => {
		await waitFor(() => answers.length > 0, 'the server is asked');
		answers.shift()?.(reply);
	};
	return { asked, state, outcomes, confirm, answer, confirmer };
}

it('asks once for all that has come meanwhile, after a mark on the same connection', async () => {
	const { asked, outcomes, confirm, answer } = confirmerOn({ kind: 'replicas', replicas: 2 });
	confirm('first');
	await waitFor(() => asked.length === 2, 'the first round');
	confirm('second');
	confirm('third');
	await answer(2);
	await waitFor(() => outcomes.has('first'), 'the first is confirmed');
	expect(outcomes.has('second')).toBe(false);
	await answer(3);
	await waitFor(() => outcomes.size === 3, 'the others are confirmed');
	expect([...outcomes.values()]).toEqual(['durable', 'durable', 'durable']);
	expect(asked.map((command) => command.split(' ')[0])).toEqual(['SET', 'WAIT', 'SET', 'WAIT']);
	expect(asked[1]).toBe('WAIT 2 1000');
});

it('asks WAITAOF for this disk and the replicas, and takes no half answer', async () => {
	const { asked, outcomes, confirm, answer } = confirmerOn({ kind: 'synced', replicas: 1 });
	confirm('it');
	await answer([0, 1]);
	await answer([1, 0]);
	await answer(new RedisAway('gone'));
	expect(outcomes.size).toBe(0);
	await answer([1, 1]);
	await waitFor(() => outcomes.get('it') === 'durable', 'it is confirmed');
	expect(asked[1]).toBe('WAITAOF 1 1 1000');
});

it('gives up what nobody confirms in time', async () => {
	const { state, outcomes, confirm, answer } = confirmerOn({ kind: 'replicas', replicas: 1 }, 5_000);
	confirm('it');
	state.now = 6_000;
	await answer(0);
	await waitFor(() => outcomes.get('it') === 'unavailable', 'it is given up');
});

it('believes no other server, nor the same one over another connection', async () => {
	const { state, outcomes, confirm, answer } = confirmerOn({ kind: 'replicas', replicas: 1 });
	confirm('on another', 'there');
	await waitFor(() => outcomes.get('on another') === 'unavailable', 'the data is elsewhere');
	confirm('it');
	await waitFor(() => outcomes.size === 1, 'asked');
	state.epoch = 2;
	await answer(1);
	await answer(1);
	await waitFor(() => outcomes.get('it') === 'durable', 'confirmed by the second round only');
	confirm('moved');
	state.identity = 'there';
	await answer(1);
	await waitFor(
		() => outcomes.get('moved') === 'unavailable',
		'what was asked of the other server is not confirmed'
	);
});

it('closes what still waits', () => {
	const { outcomes, confirm, confirmer } = confirmerOn({ kind: 'replicas', replicas: 1 });
	confirm('it');
	confirmer.close();
	expect(outcomes.get('it')).toBe('closed');
	expect(confirmer.isIdle()).toBe(true);
});

const server = (sync: string | null, canWaitForSync = false, appendOnly = true) => ({
	sync,
	canWaitForSync,
	appendOnly
});

it.each([
	[[server('always')], 0, 'saved', { kind: 'reply' }],
	[[server('always', true)], 2, 'saved', { kind: 'replicas', replicas: 2 }],
	[[server('everysec')], 0, 'received', { kind: 'reply' }],
	[[server('everysec')], 1, 'received', { kind: 'replicas', replicas: 1 }],
	[[server('everysec', true)], 1, 'saved', { kind: 'synced', replicas: 1 }],
	[[server('no', true)], 0, 'received', { kind: 'reply' }],
	[[server(null, true)], 0, 'received', { kind: 'reply' }],
	[[server('always', true, false)], 0, 'received', { kind: 'reply' }],
	[[server('always'), server('everysec')], 0, 'received', { kind: 'reply' }]
] as const)(
	'a Redis with %j and %i replicas promises "%s" by %j',
	(servers, replicas, promises, durability) => {
		expect(inspectionOf(servers, replicas, false)).toEqual({ promises, durability });
	}
);

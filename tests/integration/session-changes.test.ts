import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createId, type AnnouncementId } from '#model/ids.ts';
import type { AnyCommand } from '#model/session/commands.ts';
import { withChange } from '#protocol/session-change.ts';
import type { ClientEvents, ServerEvents, VersionedSession } from '#protocol/session.ts';
import type { HttpClient } from '../support/client.ts';
import { startServer, type LocalServer } from '../support/server.ts';
import { plannedRound, SessionRoom } from '../support/session-room.ts';
import { waitFor } from '../support/wait-for.ts';

let server: LocalServer;
let room: SessionRoom;
const followers: Follower[] = [];
beforeAll(async () => {
	server = await startServer();
	room = await SessionRoom.open(server.origin);
});
afterAll(async () => {
	for (const follower of followers) follower.socket.disconnect();
	room.close();
	await server.close();
});

/** A client that keeps the record by what changes of it. */
class Follower {
	readonly socket: Socket<ServerEvents, ClientEvents>;
	record: VersionedSession | null = null;
	/** What it was told after the welcome. */
	readonly told: ('whole' | 'change')[] = [];
	/** Changes of what it did not have. */
	misfits = 0;

	constructor({ origin, cookie }: HttpClient) {
		this.socket = io(origin, {
			transports: ['websocket'],
			auth: { session: room.id, changes: true },
			extraHeaders: { cookie, origin },
			reconnection: false,
			forceNew: true
		});
		this.socket
			.on('welcome', ({ version, session }) => (this.record = { version, session }))
			.on('session', (state) => {
				this.told.push('whole');
				this.record = state;
			})
			.on('session-change', (change) => {
				this.told.push('change');
				const after = this.record && withChange(this.record, change);
				if (after === null) this.misfits += 1;
				else this.record = after;
			});
		followers.push(this);
	}
}

async function follow(http: HttpClient): Promise<Follower> {
	const follower = new Follower(http);
	await waitFor(() => follower.record !== null, 'the welcome');
	return follower;
}

/** All have the record as who is told it whole has it. */
async function expectAllTheSame(): Promise<void> {
	const answer = await room.fay.tab.give({ type: 'rename-session', title: `Title ${Math.random()}` });
	if (!answer.ok) throw new Error(answer.refusal);
	const { version } = answer;
	const whole = await room.fay.tab.wait('session', (state) => state.version === version);
	await waitFor(() => followers.every(({ record }) => record?.version === version), 'all have it');
	for (const { record, misfits } of followers) {
		expect(misfits).toBe(0);
		expect(record).toEqual(whole);
	}
}

const say = (text: string): AnyCommand => ({
	type: 'announce',
	announcement: createId<AnnouncementId>(),
	text
});

test('whoever takes changes is told them, and has the record that others are told whole', async () => {
	const follower = await follow(room.fay.http);
	const { round, plan } = plannedRound(3);
	// The first after a while is whole: nobody knows what was told before it.
	await room.give(say('One'));
	await room.give(plan, { type: 'open-round', round, lengthMs: 60_000, then: 'ask' }, say('Two'), {
		type: 'close-round',
		round
	});
	await expectAllTheSame();
	expect(follower.told).toEqual(['whole', 'change', 'change', 'change', 'change', 'change']);
	expect(follower.record!.session.rounds[0]!.state.at).toBe('closed');
});

test('where many listen and some come meanwhile, nobody is told of a change of what they do not have', async () => {
	// With sixty, only the latest of each tick is told.
	for (let person = 0; person < 4; person++) {
		const { http } = await room.join(server.origin, `P${person}`);
		await Promise.all(Array.from({ length: 15 }, () => follow(http)));
	}
	const { http } = room.fay;
	const coming = (async () => {
		for (let come = 0; come < 12; come++) await follow(http);
	})();
	for (let given = 0; given < 30; given++) await room.give(say(`Message ${given}`));
	await coming;
	await expectAllTheSame();
});

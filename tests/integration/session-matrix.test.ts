import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createId, type IdentityId, type LinkId } from '#model/ids.ts';
import type { AnyCommand } from '#model/session/commands.ts';
import { MEMBER_PERMISSIONS, type MemberPermission } from '#model/session/settings.ts';
import { SAMPLES } from '#model/session/test-sessions.ts';
import type { ScreenOffer } from '#protocol/api.ts';
import type { ClientEvents, CommandAnswer, ServerEvents, Waiting } from '#protocol/session.ts';
import { HttpClient, openSession } from '../support/client.ts';
import { startServer, type LocalServer } from '../support/server.ts';
import { SessionRoom } from '../support/session-room.ts';
import { refusedHandshake, SessionSocket } from '../support/session-socket.ts';

/** Everybody whom the server may have to do with. */
const INSIDE = [
	'facilitator',
	'member who may everything',
	'member who may nothing',
	'viewer',
	'screen'
] as const;
const OUTSIDE = ['removed', 'banned', 'stranger'] as const;
type Insider = (typeof INSIDE)[number];

/**
 * Who may give which command, said here once more in other words than the model's rules. A permission: members where they have it. Every
 * command has its line; one that is added does not compile, and fails, without.
 */
const GIVERS = {
	'rename-session': 'facilitator',
	'set-terms': 'facilitator',
	'set-label': 'facilitator',
	'set-settings': 'facilitator',
	'set-meeting': 'facilitator',
	'lock-session': 'facilitator',
	'add-board': 'add-board',
	'rename-board': 'rename-board',
	'move-board': 'facilitator',
	'lock-board': 'facilitator',
	'archive-board': 'facilitator',
	'restore-board': 'facilitator',
	'add-link': 'facilitator',
	'revoke-link': 'facilitator',
	'pair-screen': 'facilitator',
	'plan-round': 'facilitator',
	'next-round': 'facilitator',
	'discard-round': 'facilitator',
	'add-group': 'propose-group',
	'rename-group': 'facilitator',
	'remove-group': 'facilitator',
	'set-group-call': 'facilitator',
	'set-group-host': 'members',
	assign: 'facilitator',
	'place-member': 'change-group',
	arrange: 'facilitator',
	'open-choosing': 'facilitator',
	'choose-groups': 'members',
	'close-choosing': 'facilitator',
	'open-round': 'facilitator',
	'unopen-round': 'facilitator',
	'extend-round': 'facilitator',
	'recall-round': 'facilitator',
	'keep-round-open': 'facilitator',
	'close-round': 'facilitator',
	'reopen-round': 'facilitator',
	harvest: 'facilitator',
	'take-back-harvest': 'facilitator',
	'start-method': 'facilitator',
	'drop-method': 'facilitator',
	'go-to-phase': 'facilitator',
	'pause-phase': 'facilitator',
	'resume-phase': 'facilitator',
	'extend-phase': 'facilitator',
	'set-deadline': 'facilitator',
	reveal: 'facilitator',
	'open-ballot': 'facilitator',
	'close-ballot': 'facilitator',
	'start-turns': 'facilitator',
	'next-turn': 'members',
	'pass-turn': 'members',
	'ask-turn': 'members',
	'end-turns': 'facilitator',
	'take-topic': 'facilitator',
	'plan-phase-round': 'facilitator',
	'write-up': 'members',
	'set-holder': 'facilitator',
	show: 'facilitator',
	'turn-stage': 'facilitator',
	'look-here': 'facilitator',
	'add-agenda-item': 'facilitator',
	'change-agenda-item': 'facilitator',
	'move-agenda-item': 'facilitator',
	'remove-agenda-item': 'facilitator',
	'go-to-agenda-item': 'facilitator',
	'start-timer': 'control-timer',
	'pause-timer': 'control-timer',
	'resume-timer': 'control-timer',
	'extend-timer': 'control-timer',
	'stop-timer': 'control-timer',
	announce: 'facilitator',
	'retract-announcement': 'facilitator',
	'ask-ready': 'facilitator',
	'end-ready': 'facilitator',
	'answer-hand': 'facilitator',
	// Nobody while a facilitator is here; who may when none is, has a test of its own.
	'claim-facilitation': 'nobody',
	'refuse-claim': 'members',
	'set-profile': 'anyone',
	'set-role': 'facilitator',
	'hand-over': 'facilitator',
	// The sample is about somebody else: everybody may leave by themselves.
	'remove-member': 'facilitator',
	'ban-member': 'facilitator',
	admit: 'facilitator',
	'turn-away': 'facilitator',
	'lift-ban': 'facilitator',
	'send-prompt': 'facilitator',
	'dismiss-prompt': 'anyone',
	'set-notes': 'members',
	'set-planned-time': 'facilitator',
	'end-session': 'facilitator',
	'reopen-session': 'facilitator',
	summarise: 'facilitator',
	'renew-code': 'facilitator'
} as const satisfies {
	readonly [T in AnyCommand['type']]: 'facilitator' | 'members' | 'anyone' | 'nobody' | MemberPermission;
};

/** Who is heard by the others when they send this. */
const SIGNERS = {
	command: null,
	place: INSIDE,
	signal: ['facilitator', 'member who may everything', 'member who may nothing'],
	react: ['facilitator', 'member who may everything', 'member who may nothing'],
	'my-sheet': null,
	writing: null,
	'show-card': null,
	cast: null,
	'my-vote': null,
	again: null,
	clock: null
} as const satisfies { readonly [E in keyof ClientEvents]: readonly Insider[] | null };

/** Who may ever be told this. */
const HEARERS = {
	welcome: 'inside',
	session: 'inside',
	'session-change': 'inside',
	people: 'inside',
	'member-removed': 'inside',
	mine: 'inside',
	ballot: 'inside',
	waiting: 'facilitators',
	'at-door': 'waiting',
	removed: 'whoever is put out',
	'going-away': 'everybody'
} as const satisfies { readonly [E in keyof ServerEvents]: string };

function may(type: AnyCommand['type'], who: Insider): boolean {
	const giver = GIVERS[type];
	switch (giver) {
		case 'nobody':
			return false;
		case 'anyone':
			return true;
		case 'facilitator':
			return who === 'facilitator';
		case 'members':
			return who !== 'viewer' && who !== 'screen';
		default:
			return who === 'facilitator' || who === 'member who may everything';
	}
}

/** So many commands a socket may give at once, and some for other purposes. */
const COMMANDS_A_TAB = 50;

/** Somebody who opens a socket after the other as the limits ask for it. */
class Raw {
	readonly #open: () => SessionSocket;
	readonly tabs: SessionSocket[] = [];
	#given = 0;

	constructor(open: () => SessionSocket) {
		this.#open = open;
	}

	/** A socket that was not used up. */
	async tab(): Promise<SessionSocket> {
		if (this.#given++ % COMMANDS_A_TAB === 0) {
			const tab = this.#open();
			await tab.wait('welcome');
			this.tabs.push(tab);
		}
		return this.tabs.at(-1)!;
	}

	async give(command: AnyCommand): Promise<CommandAnswer> {
		return (await this.tab()).give(command);
	}
}

let server: LocalServer;
let room: SessionRoom;
let waiting: SessionSocket;
let atDoor: HttpClient;
const insiders = {} as Record<Insider, Raw>;
const outsiders = {} as Record<(typeof OUTSIDE)[number], { before: SessionSocket | null; cookie: string }>;

beforeAll(async () => {
	server = await startServer();
	room = await SessionRoom.open(server.origin);
	const { origin } = server;
	const by = ({ cookie }: HttpClient) => new Raw(() => new SessionSocket(origin, cookie, room.id));
	insiders.facilitator = by(room.fay.http);
	const mia = await room.join(origin, 'Mia');
	insiders['member who may everything'] = insiders['member who may nothing'] = by(mia.http);
	insiders.viewer = by(await onlooker());
	insiders.screen = await screen();
	const [rem, ban] = [await room.join(origin, 'Rem'), await room.join(origin, 'Ban')];
	await room.give(
		{ type: 'remove-member', member: rem.id, reason: 'Wrong room' },
		{ type: 'ban-member', member: ban.id, reason: 'Rude' }
	);
	outsiders.removed = { before: rem.tab, cookie: rem.http.cookie };
	outsiders.banned = { before: ban.tab, cookie: ban.http.cookie };
	outsiders.stranger = { before: null, cookie: (await openSession(origin)).cookie };
	await room.give({ type: 'set-settings', settings: { ...SAMPLES['set-settings'].settings, memberMay: [] } });
	atDoor = new HttpClient(origin);
	await atDoor.join(room.code, 'Wai');
	waiting = new SessionSocket(origin, atDoor.cookie, room.id);
	await waiting.wait('at-door');
});
afterAll(async () => {
	for (const { tabs } of Object.values(insiders)) for (const tab of tabs) tab.close();
	waiting.close();
	room.close();
	await server.close();
});

async function onlooker(): Promise<HttpClient> {
	const answer = await room.fay.tab.give({ type: 'add-link', link: createId<LinkId>(), role: 'viewer' });
	if (!answer.ok || answer.secret === undefined) throw new Error('no link for onlookers');
	const http = new HttpClient(server.origin);
	await http.join(room.code, 'Vic', answer.secret);
	return http;
}

async function screen(): Promise<Raw> {
	const { origin } = server;
	const offer = (await (await new HttpClient(origin).post('/api/screens', {})).json()) as ScreenOffer;
	await room.give({ type: 'pair-screen', link: createId<LinkId>(), code: offer.code, name: 'Hall' });
	// In a browser that has the facilitator's cookie.
	return new Raw(() => new SessionSocket(origin, room.fay.http.cookie, room.id, { origin }, offer.ticket));
}

async function allow(memberMay: readonly MemberPermission[]): Promise<void> {
	const { settings } = (await room.fay.http.session(room.id)).session;
	await room.give({ type: 'set-settings', settings: { ...settings, memberMay } });
}

/** One of every command. A member who may go to another group may take only themselves there. */
function samplesOf(me: IdentityId): AnyCommand[] {
	return Object.values({ ...SAMPLES, 'place-member': { ...SAMPLES['place-member'], member: me } });
}

/** What everybody would notice if a command had been carried out. */
async function noticeable(): Promise<unknown> {
	const tab = await room.tab(room.fay.http);
	const { version, members, waiting: people } = tab.all('welcome')[0]!;
	tab.close();
	return { version, members, people };
}

test('every command has a line', () => {
	expect(Object.keys(GIVERS).toSorted()).toEqual(Object.keys(SAMPLES).toSorted());
});

// The facilitator last: what they may, they do.
for (const who of INSIDE.toReversed())
	describe(`the commands of a ${who}`, () => {
		test('are looked at where they are theirs, and refused where they are not, and then change nothing', async () => {
			await allow(who === 'member who may everything' ? MEMBER_PERMISSIONS : []);
			const tab = await insiders[who].tab();
			const commands = samplesOf(tab.all('welcome')[0]!.me.id);
			const before = await noticeable();
			const wronglyLetIn: string[] = [];
			for (const command of commands.filter(({ type }) => !may(type, who))) {
				const answer = await insiders[who].give(command);
				const refused = !answer.ok && ['forbidden', 'facilitator-here'].includes(answer.refusal);
				if (!refused) wronglyLetIn.push(command.type);
			}
			expect(wronglyLetIn).toEqual([]);
			expect(await noticeable()).toEqual(before);
			const wronglyRefused: string[] = [];
			for (const command of commands.filter(({ type }) => may(type, who))) {
				const answer = await insiders[who].give(command);
				if (!answer.ok && ['forbidden', 'slow-down', 'invalid'].includes(answer.refusal))
					wronglyRefused.push(`${command.type}: ${answer.refusal}`);
			}
			expect(wronglyRefused).toEqual([]);
		});
	});

test('whoever waits at the door is refused every command, is told nothing but that, and shows nothing', async () => {
	const [{ id }] = (await room.fay.tab.wait('waiting', (people) => people.length > 0)) as [Waiting];
	const before = await noticeable();
	const letIn: string[] = [];
	let tab = waiting;
	for (const [index, command] of samplesOf(id).entries()) {
		if (index % COMMANDS_A_TAB === COMMANDS_A_TAB - 1) {
			tab = new SessionSocket(server.origin, atDoor.cookie, room.id);
			await tab.wait('at-door');
		}
		const answer = await tab.give(command);
		if (answer.ok || !['forbidden', 'facilitator-here'].includes(answer.refusal)) letIn.push(command.type);
	}
	expect(letIn).toEqual([]);
	expect(await noticeable()).toEqual(before);
	tab.socket.emit('again');
	expect(await heardOf(tab, id)).toEqual([]);
	const told = new Set([...waiting.told, ...tab.told].map(({ event }) => event));
	expect([...told]).toEqual(['at-door']);
	tab.close();
});

for (const who of OUTSIDE)
	test(`whoever is ${who} gets no socket, and gives no command on one from before`, async () => {
		const { before, cookie } = outsiders[who];
		expect(await refusedHandshake(new SessionSocket(server.origin, cookie, room.id))).toBe('not-found');
		if (before === null) return;
		await before.disconnected();
		expect(before.socket.connected).toBe(false);
		expect(before.told.at(-1)).toMatchObject({ event: 'removed', data: { banned: who === 'banned' } });
	});

for (const who of INSIDE)
	test(`a ${who} shows of themselves what is theirs to show`, async () => {
		const tab = await insiders[who].tab();
		const expected = Object.entries(SIGNERS)
			.filter(([, signers]) => (signers as readonly Insider[] | null)?.includes(who) === true)
			.map(([event]) => event);
		expect(await heardOf(tab, tab.all('welcome')[0]!.me.id)).toEqual(expected);
	});

test('everybody is told only what is for them', () => {
	const toldTo = (tabs: readonly SessionSocket[]): readonly string[] => [
		...new Set(tabs.flatMap(({ told }) => told.map(({ event }) => event)))
	];
	for (const who of INSIDE) {
		const hears = Object.entries(HEARERS).flatMap(([event, hearers]) =>
			hearers === 'inside' || (hearers === 'facilitators' && who === 'facilitator') ? [event] : []
		);
		// What news of people holds, the socket keeps one by one too.
		const allowed = [...hears, 'member', 'present', 'left'];
		const told = toldTo(insiders[who].tabs);
		expect(
			told.filter((event) => !allowed.includes(event)),
			who
		).toEqual([]);
		expect(told, who).toContain('session');
	}
	expect(toldTo([room.fay.tab])).toContain('waiting');
});

/** Which of the signs that somebody sends the others are shown. */
async function heardOf(tab: SessionSocket, id: IdentityId): Promise<string[]> {
	const observer = room.fay.tab;
	const from = observer.told.length;
	tab.socket.emit('place', { place: room.whiteboard, away: false });
	tab.socket.emit('signal', { hand: true, help: false, ready: null });
	tab.socket.emit('react', 'heart');
	// In order behind them; and what is news of people after that is told with what they show, or later.
	await tab.socket.timeout(5000).emitWithAck('clock');
	const name = `Fay ${from}`;
	await room.give({ type: 'set-profile', name, color: 'teal' });
	await observer.wait('member', (member) => member.name === name);
	const shown = observer.told
		.slice(from)
		.flatMap((one) => (one.event === 'present' && one.data.id === id ? [one.data] : []));
	return [
		...(shown.some(({ place }) => place === room.whiteboard) ? ['place'] : []),
		...(shown.some(({ hand }) => hand !== null) ? ['signal'] : []),
		...(shown.some(({ reaction }) => reaction !== null) ? ['react'] : [])
	];
}

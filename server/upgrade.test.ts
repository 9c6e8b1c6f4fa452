import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { waitFor } from '../tests/support/wait-for.ts';
import { createId, type BoardId, type IdentityId, type SessionId } from '#model/ids.ts';
import { CLOSE } from '#protocol/close-codes.ts';
import { identityCookies } from './access/cookie.ts';
import type { AllowedDocument } from './access/document-access.ts';
import { StoreError } from './store/store.ts';
import type { JoinRequest } from './sync/rooms-port.ts';
import { watchNothing } from './session/session-watch.ts';
import { routeUpgrades, type UpgradeParts } from './upgrade.ts';

const cookies = identityCookies('a secret that is long enough for anyone', () => 0);
const identity = createId<IdentityId>();
const board = createId<BoardId>();
const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

const allowed: AllowedDocument = {
	name: board as never,
	session: createId<SessionId>(),
	sessionTitle: 'T',
	board: {
		id: board,
		kind: 'page',
		title: 'T',
		createdAt: 0,
		createdBy: identity,
		archivedAt: null,
		locked: false
	},
	isSheet: false,
	by: 'session',
	member: { id: identity, name: 'Ann', color: 'moss', role: 'member', via: null, joinedAt: 0 },
	rights: { read: true, write: true, facilitate: false }
};

/** Opens one document; resolves with what the room was given, or the code that the socket was closed with. */
async function open(
	parts: Pick<UpgradeParts, 'documentAccess' | 'revocations'> & Partial<Pick<UpgradeParts, 'expectReveal'>>,
	query = ''
): Promise<JoinRequest | number> {
	const http = createServer();
	servers.push(http);
	const joined = Promise.withResolvers<JoinRequest>();
	routeUpgrades(http, {
		watchDocument: watchNothing,
		expectReveal: () => () => undefined,
		...parts,
		cookies,
		config: { publicOrigin: null, trustProxy: false },
		gateway: { handleUpgrade: (_, socket) => socket.destroy() },
		rooms: {
			connect: (websocket, _, request) => {
				joined.resolve(request);
				websocket.terminate();
			}
		},
		log: pino({ level: 'silent' }),
		nowMs: () => 0
	});
	http.listen(0, '127.0.0.1');
	await once(http, 'listening');
	const socket = new WebSocket(
		`ws://127.0.0.1:${(http.address() as AddressInfo).port}/sync/${board}${query}`,
		{
			headers: { cookie: cookies.issue(identity, false).split(';')[0]! }
		}
	);
	const closed = once(socket, 'close').then(([code]: unknown[]) => code as number);
	return Promise.race([joined.promise, closed]);
}

test('a member gets into the room with the rights and the name of now', async () => {
	const parts = { documentAccess: async () => allowed, revocations: { count: 0 } };
	expect(await open(parts, '?ack=1')).toEqual({
		name: board,
		board,
		isSheet: false,
		by: 'session',
		identity: { id: identity, name: 'Ann', color: 'moss', role: 'member' },
		address: '127.0.0.1',
		canWrite: true,
		acks: 'durable'
	});
	expect(await open(parts, '?ack=2')).toMatchObject({ acks: 'received' });
	expect(await open(parts, '?ack=yes')).toMatchObject({ acks: 'none' });
});

test('a reveal is expected for as long as somebody is connected to what they write alone', async () => {
	let expected = 0;
	const expectReveal = (): (() => void) => {
		expected += 1;
		return () => void (expected -= 1);
	};
	const revocations = { count: 0 };
	await open({ documentAccess: async () => allowed, revocations, expectReveal });
	expect(expected).toBe(0);
	let within = 0;
	const documentAccess = async (): Promise<AllowedDocument> => ({ ...allowed, isSheet: true });
	await open({ documentAccess, revocations, expectReveal: () => ((within = 1), expectReveal()) });
	expect(within).toBe(1);
	await waitFor(() => expected === 0, 'their connection is closed');
});

test('a right that is taken back while it is read does not let anybody in', async () => {
	const revocations = { count: 0 };
	let reads = 0;
	const documentAccess = async (): Promise<AllowedDocument | null> => {
		if (++reads > 1) return null;
		// What was read is old by the time that it arrives, and this connection was not there to be closed.
		revocations.count++;
		return allowed;
	};
	expect(await open({ documentAccess, revocations })).toBe(CLOSE.notFound);
	expect(reads).toBe(2);
});

test('a store that does not answer asks to try again, and claims nothing about the document', async () => {
	const documentAccess = async (): Promise<never> => Promise.reject(new StoreError('unavailable', 'no'));
	expect(await open({ documentAccess, revocations: { count: 0 } })).toBe(CLOSE.notSaved);
});

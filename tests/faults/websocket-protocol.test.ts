import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { encodeQueryAwareness, encodeUpdate, parseFrame } from '#protocol/sync.ts';
import * as Y from 'yjs';
import { HealthyPair } from '../support/healthy-pair.ts';
import { residentMegabytes } from '../support/process-memory.ts';
import { rounds } from '../support/rounds.ts';
import { SharedBoard, type Person } from '../support/shared-board.ts';
import { waitFor } from '../support/wait-for.ts';
import {
	closePayload,
	OPCODE,
	requestHead,
	UPGRADE_HEADERS,
	wireFrame,
	WireSocket
} from '../support/wire-socket.ts';

const { continuation, text, binary, close, ping, pong } = OPCODE;

let board: SharedBoard;
let pair: HealthyPair;
let attacker: Person;
let megabytesBefore = 0;
beforeAll(async () => {
	board = await SharedBoard.start();
	pair = await HealthyPair.join(board);
	attacker = await board.invite('Eve');
	await pair.exchange();
	megabytesBefore = await residentMegabytes(board.server.pid);
});
afterAll(() => board.close());

const sockets: WireSocket[] = [];
/** Whatever was done to it, the server serves those who behave, and is still the same process. */
afterEach(async () => {
	for (const socket of sockets.splice(0)) socket.destroy();
	await pair.exchange();
	expect(board.server.output(), 'no error in the log').not.toMatch(/"level":(50|60)/);
});

async function connect(): Promise<WireSocket> {
	const socket = await WireSocket.open(board.server.port);
	sockets.push(socket);
	return socket;
}

const ENDPOINTS = {
	'/sync': () => `/sync/${board.name}`,
	'/socket.io': () => '/socket.io/?EIO=4&transport=websocket'
} as const;
type Endpoint = keyof typeof ENDPOINTS;

function upgrade(
	endpoint: Endpoint,
	headers: Record<string, string | readonly string[] | null> = {},
	line = `GET ${ENDPOINTS[endpoint]()} HTTP/1.1`
): string {
	const { cookie, origin } = board.headers(attacker) as { cookie: string; origin: string };
	const host = origin.slice('http://'.length);
	return requestHead(line, { Host: host, Origin: origin, Cookie: cookie, ...UPGRADE_HEADERS, ...headers });
}

/** A connection that was let in: the server has said something on it. */
async function opened(endpoint: Endpoint): Promise<WireSocket> {
	const socket = await connect();
	socket.write(upgrade(endpoint));
	await waitFor(() => socket.frames().length > 0, 'the server says something first');
	return socket;
}

const repeat = (count: number, frame: Uint8Array): Buffer =>
	Buffer.concat(Array(count).fill(frame) as Buffer[]);
const bytes = (...values: number[]) => Uint8Array.from(values);
const long = new Uint8Array(126);
const start = () => wireFrame({ opcode: binary, payload: bytes(3), final: false });
const PROTOCOL_ERROR = [1002];

type Violation = readonly [sentence: string, frames: () => Uint8Array, codes: readonly number[]];
const VIOLATIONS: readonly Violation[] = [
	...[4, 2, 1].map((reserved): Violation => [
		`the reserved bit ${reserved} set`,
		() => wireFrame({ opcode: binary, payload: bytes(3), reserved }),
		PROTOCOL_ERROR
	]),
	...[3, 4, 5, 6, 7, 11, 12, 13, 14, 15].map((opcode): Violation => [
		`the reserved opcode ${opcode}`,
		() => wireFrame({ opcode, payload: bytes(3) }),
		PROTOCOL_ERROR
	]),
	[
		'a compressed message, though nobody agreed to compress',
		() => wireFrame({ opcode: binary, reserved: 4, payload: bytes(0x62, 0x06, 0x00) }),
		PROTOCOL_ERROR
	],
	[
		'a control frame marked as compressed',
		() => wireFrame({ opcode: ping, reserved: 4, payload: bytes(1) }),
		PROTOCOL_ERROR
	],
	[
		'a frame without a mask',
		() => wireFrame({ opcode: binary, payload: bytes(3), masked: false }),
		PROTOCOL_ERROR
	],
	['a ping without a mask', () => wireFrame({ opcode: ping, masked: false }), PROTOCOL_ERROR],
	['a ping in two parts', () => wireFrame({ opcode: ping, final: false }), PROTOCOL_ERROR],
	['a pong in two parts', () => wireFrame({ opcode: pong, final: false }), PROTOCOL_ERROR],
	[
		'a close in two parts',
		() => wireFrame({ opcode: close, payload: closePayload(1000), final: false }),
		PROTOCOL_ERROR
	],
	['a ping of 126 bytes', () => wireFrame({ opcode: ping, payload: long }), PROTOCOL_ERROR],
	['a pong of 126 bytes', () => wireFrame({ opcode: pong, payload: long }), PROTOCOL_ERROR],
	[
		'a close of 128 bytes',
		() => wireFrame({ opcode: close, payload: closePayload(1000, long) }),
		PROTOCOL_ERROR
	],
	[
		'a ping whose length is written with 64 bits',
		() => wireFrame({ opcode: ping, lengthBits: 64 }),
		PROTOCOL_ERROR
	],
	['a continuation of nothing', () => wireFrame({ opcode: continuation, payload: bytes(3) }), PROTOCOL_ERROR],
	[
		'an unfinished continuation of nothing',
		() => wireFrame({ opcode: continuation, payload: bytes(3), final: false }),
		PROTOCOL_ERROR
	],
	[
		'a new message before the last one is finished',
		() => Buffer.concat([start(), wireFrame({ opcode: binary, payload: bytes(3) })]),
		PROTOCOL_ERROR
	],
	[
		'a text message within a binary one',
		() => Buffer.concat([start(), wireFrame({ opcode: text, payload: bytes(65) })]),
		PROTOCOL_ERROR
	],
	[
		'a continuation behind a finished message',
		() =>
			Buffer.concat([
				start(),
				wireFrame({ opcode: continuation }),
				wireFrame({ opcode: continuation, payload: bytes(3) })
			]),
		[1002, 4400]
	],
	[
		'a continuation with a reserved bit',
		() => Buffer.concat([start(), wireFrame({ opcode: continuation, reserved: 4 })]),
		PROTOCOL_ERROR
	],
	[
		'a length of 64 bits with the highest set',
		() => wireFrame({ opcode: binary, lengthBits: 64, claims: 2n ** 63n + 1n }),
		[1002, 1009]
	],
	[
		'a length beyond all numbers',
		() => wireFrame({ opcode: binary, lengthBits: 64, claims: 2n ** 63n - 1n }),
		[1009]
	],
	[
		'a length above the limit',
		() => wireFrame({ opcode: binary, lengthBits: 64, claims: 4_194_305n }),
		[1009]
	],
	['a length of a terabyte', () => wireFrame({ opcode: text, lengthBits: 64, claims: 2n ** 40n }), [1009]],
	['text that is no UTF-8', () => wireFrame({ opcode: text, payload: bytes(0xc3, 0x28) }), [1007]],
	[
		'text that is half a surrogate pair',
		() => wireFrame({ opcode: text, payload: bytes(0xed, 0xa0, 0x80) }),
		[1007]
	],
	[
		'text that ends within a character',
		() => wireFrame({ opcode: text, payload: bytes(0xe6, 0xbc) }),
		[1007]
	],
	...[0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535].map((code): Violation => [
		`a close with the code ${code}`,
		() => wireFrame({ opcode: close, payload: closePayload(code) }),
		PROTOCOL_ERROR
	]),
	['a close of one byte', () => wireFrame({ opcode: close, payload: bytes(3) }), PROTOCOL_ERROR],
	[
		'a close whose reason is no UTF-8',
		() => wireFrame({ opcode: close, payload: closePayload(1000, bytes(0xff, 0xfe)) }),
		[1007]
	],
	[
		'a message in twenty thousand empty parts',
		() => Buffer.concat([start(), repeat(20_000, wireFrame({ opcode: continuation, final: false }))]),
		[1008]
	],
	[
		'a message in single bytes',
		() =>
			Buffer.concat([
				start(),
				repeat(60_000, wireFrame({ opcode: continuation, payload: bytes(1), final: false }))
			]),
		[1008, 1009]
	],
	[
		'a second request instead of a frame',
		() => Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'),
		PROTOCOL_ERROR
	]
];

describe.each(Object.keys(ENDPOINTS) as Endpoint[])('on %s', (endpoint) => {
	it.each(VIOLATIONS)('ends the connection at %s', async (_, frames, codes) => {
		const socket = await opened(endpoint);
		await socket.writeAll(frames());
		const code = await socket.closed();
		// A close that crosses with what is still coming in may be lost with the connection.
		expect([...codes, null]).toContain(code);
	});

	it.each([
		[
			'a length that lies, then the end',
			wireFrame({ opcode: binary, claims: 1000n, payload: new Uint8Array(10) })
		],
		['half a frame head, then the end', wireFrame({ opcode: binary, lengthBits: 64 }).subarray(0, 5)],
		['an unfinished message, then the end', start()],
		['half a close, then the end', wireFrame({ opcode: close, payload: closePayload(1000) }).subarray(0, 7)]
	])('ends the connection after %s', async (_, frame) => {
		const socket = await opened(endpoint);
		await socket.writeAll(frame);
		socket.socket.end();
		await waitFor(() => socket.ended, 'the server ends it');
	});

	it('hears nothing any more behind a close', async () => {
		const socket = await opened(endpoint);
		const doc = new Y.Doc();
		doc.getMap('pair').set('behind the close', true);
		const late = wireFrame({ opcode: binary, payload: encodeUpdate(Y.encodeStateAsUpdate(doc)) });
		await socket.writeAll(
			Buffer.concat([wireFrame({ opcode: close, payload: closePayload(1000) }), late, late])
		);
		expect([1000, 1005, null]).toContain(await socket.closed());
		await pair.exchange();
		expect(pair.one.doc.getMap('pair').has('behind the close')).toBe(false);
	});

	it.each([
		['pings', wireFrame({ opcode: ping, payload: new Uint8Array(125) })],
		['pongs', wireFrame({ opcode: pong, payload: new Uint8Array(125) })]
	])('keeps its memory in a flood of %s whose sender reads nothing', async (_, frame) => {
		const socket = await opened(endpoint);
		socket.socket.pause();
		const before = await residentMegabytes(board.server.pid);
		const flood = repeat(5000, frame);
		const megabytes = rounds(60, 300);
		const flooding = { finished: false };
		const work = (async () => {
			for (let sent = 0; sent < megabytes * 2 ** 20 && !socket.ended; sent += flood.length)
				await socket.writeAll(flood);
			flooding.finished = true;
		})();
		// Whoever is no longer read cannot finish writing either.
		for (let words = 0; words < 200 && !flooding.finished; words += 1) await pair.exchange();
		const grown = (await residentMegabytes(board.server.pid)) - before;
		socket.destroy();
		await work;
		console.info(`${megabytes} MB of flood on ${endpoint}: ${grown} MB more in the server`);
		// Answered without end, 60 MB became 290; what is left is garbage of what was read.
		expect(grown).toBeLessThan(megabytes * 1.5);
	});

	it('takes frames that come byte by byte, and frames that came with the upgrade', async () => {
		const socket = await connect();
		const greeting = endpoint === '/sync' ? encodeQueryAwareness() : Buffer.from('3probe');
		const frame = wireFrame({ opcode: endpoint === '/sync' ? binary : text, payload: greeting });
		socket.write(Buffer.concat([Buffer.from(upgrade(endpoint)), frame, wireFrame({ opcode: ping })]));
		await waitFor(() => socket.frames().some(({ opcode }) => opcode === pong), 'the ping is answered');
		for (const byte of wireFrame({ opcode: ping, payload: bytes(1, 2, 3) }))
			await socket.writeAll(bytes(byte));
		await waitFor(
			() => socket.frames().filter(({ opcode }) => opcode === pong).length === 2,
			'the slow ping is answered too'
		);
		if (endpoint === '/sync')
			await waitFor(
				() => socket.frames().some(({ payload }) => parseFrame(payload)?.kind === 'awareness'),
				'the question that came with the upgrade is answered'
			);
	});

	it('refuses what is no frame and came with the upgrade', async () => {
		const socket = await connect();
		socket.write(Buffer.concat([Buffer.from(upgrade(endpoint)), Buffer.alloc(1000, 0x7f)]));
		expect([1002, null]).toContain(await socket.closed());
	});

	it.each([
		['with 16 bits', 16],
		['with 64 bits', 64]
	] as const)('is not harmed by a short length that is written %s', async (_, lengthBits) => {
		const socket = await opened(endpoint);
		// RFC 6455 asks senders for the shortest form; whether a receiver minds is its own affair.
		await socket.writeAll(wireFrame({ opcode: binary, payload: encodeQueryAwareness(), lengthBits }));
		await socket.writeAll(wireFrame({ opcode: ping }));
		await waitFor(
			() => socket.ended || socket.frames().some(({ opcode }) => opcode === pong || opcode === close),
			'an answer, or the end'
		);
	});
});

type Handshake = readonly [
	sentence: string,
	request: (endpoint: Endpoint) => string | Uint8Array,
	/** `null`: cut without an answer. */
	statuses: readonly (number | null)[]
];
const HANDSHAKES: readonly Handshake[] = [
	['an old version', (at) => upgrade(at, { 'Sec-WebSocket-Version': '12' }), [400, 426]],
	['a version that is no number', (at) => upgrade(at, { 'Sec-WebSocket-Version': 'new' }), [400, 426]],
	['no version', (at) => upgrade(at, { 'Sec-WebSocket-Version': null }), [400, 426]],
	['no key', (at) => upgrade(at, { 'Sec-WebSocket-Key': null }), [400]],
	['an empty key', (at) => upgrade(at, { 'Sec-WebSocket-Key': '' }), [400]],
	['a key that is too short', (at) => upgrade(at, { 'Sec-WebSocket-Key': 'AAAA' }), [400]],
	[
		'a key that is no base64',
		(at) => upgrade(at, { 'Sec-WebSocket-Key': '!!!!!!!!!!!!!!!!!!!!!!==' }),
		[400]
	],
	[
		'two keys',
		(at) => upgrade(at, { 'Sec-WebSocket-Key': ['AAAAAAAAAAAAAAAAAAAAAA==', 'BBBBBBBBBBBBBBBBBBBBBB=='] }),
		[400]
	],
	['another protocol to upgrade to', (at) => upgrade(at, { Upgrade: 'h2c' }), [400]],
	['two protocols to upgrade to', (at) => upgrade(at, { Upgrade: ['websocket', 'h2c'] }), [400]],
	['no upgrade at all', (at) => upgrade(at, { Upgrade: null }), [400, 404, 200, 503]],
	['no Connection header', (at) => upgrade(at, { Connection: null }), [400, 404, 200, 503]],
	['POST', (at) => upgrade(at, {}, `POST ${ENDPOINTS[at]()} HTTP/1.1`), [400, 405]],
	['an unknown method', (at) => upgrade(at, {}, `WEBSOCKET ${ENDPOINTS[at]()} HTTP/1.1`), [400]],
	['CONNECT', (at) => upgrade(at, {}, `CONNECT ${ENDPOINTS[at]()} HTTP/1.1`), [400, 404, 405, null]],
	['HTTP/9.9', (at) => upgrade(at, {}, `GET ${ENDPOINTS[at]()} HTTP/9.9`), [400, 505]],
	['no Host', (at) => upgrade(at, { Host: null }), [400, 403]],
	['two hosts', (at) => upgrade(at, { Host: ['a.example', 'b.example'] }), [400, 403]],
	['two origins', (at) => upgrade(at, { Origin: ['http://a.example', board.server.origin] }), [400, 403]],
	['a foreign origin', (at) => upgrade(at, { Origin: 'http://evil.example' }), [403]],
	['the origin "null"', (at) => upgrade(at, { Origin: 'null' }), [403]],
	['a header without a colon', (at) => upgrade(at).replace('Upgrade: websocket', 'Upgrade websocket'), [400]],
	['a space before a colon', (at) => upgrade(at).replace('Upgrade:', 'Upgrade :'), [400]],
	['a folded header', (at) => upgrade(at, { 'X-Folded': 'one\r\n two' }), [400]],
	['a null byte in a header', (at) => upgrade(at, { 'X-Null': 'a\0b' }), [400]],
	['line feeds without returns', (at) => upgrade(at).replaceAll('\r\n', '\n'), [400, null]],
	['a header of 100 kB', (at) => upgrade(at, { 'X-Large': 'x'.repeat(100_000) }), [431, null]],
	['a cookie of 100 kB', (at) => upgrade(at, { Cookie: `commonplace=${'x'.repeat(100_000)}` }), [431, null]],
	[
		'five thousand headers',
		(at) => upgrade(at, Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`X-${n}`, 'x']))),
		[431, null]
	],
	['bytes that are no HTTP', () => Buffer.alloc(500, 0x16), [400, null]],
	['frames instead of a handshake', () => wireFrame({ opcode: binary, payload: bytes(3) }), [400, null]],
	[
		'frames before the handshake is finished',
		(at) => Buffer.concat([Buffer.from(upgrade(at).slice(0, -2)), wireFrame({ opcode: ping })]),
		[400, null]
	]
];

describe.each(Object.keys(ENDPOINTS) as Endpoint[])('a handshake on %s', (endpoint) => {
	it.each(HANDSHAKES)('with %s is refused', async (_, request, statuses) => {
		const socket = await connect();
		socket.write(request(endpoint));
		// A head that never ends is a case for the timeout; here the client gives up.
		if (statuses.includes(null)) socket.socket.end();
		expect(statuses).toContain(await socket.status());
	});

	it.each(['', ' HTTP/0.9', ' HTTP/1.0', ' HTTP/1.2', ' HTTP/2.0'])(
		'in "%s" for HTTP/1.1 is refused',
		async (version) => {
			const socket = await connect();
			socket.write(upgrade(endpoint, {}, `GET ${ENDPOINTS[endpoint]()}${version}`));
			// The parser knows no 1.2.
			expect(await socket.status()).toBe(version === ' HTTP/1.2' ? 400 : 505);
		}
	);

	it.each([
		['a body', () => `${upgrade(endpoint, { 'Content-Length': '5' })}hello`],
		[
			'a body in chunks',
			() => `${upgrade(endpoint, { 'Transfer-Encoding': 'chunked' })}5\r\nhello\r\n0\r\n\r\n`
		],
		['ten thousand subprotocols', () => upgrade(endpoint, { 'Sec-WebSocket-Protocol': 'a, '.repeat(4000) })],
		[
			'extensions that make no sense',
			() =>
				upgrade(endpoint, {
					'Sec-WebSocket-Extensions': 'permessage-deflate; client_max_window_bits=99, ;;,='
				})
		],
		['a Sec-WebSocket-Accept of its own', () => upgrade(endpoint, { 'Sec-WebSocket-Accept': 'x' })],
		['the same cookie twice', () => upgrade(endpoint, { Cookie: [attacker.cookie, attacker.cookie] })]
	])('with %s is answered or refused, and harms nobody', async (_, request) => {
		const socket = await connect();
		socket.write(request());
		expect([101, 400, 403, 404, 405]).toContain(await socket.status());
	});

	it('that is cut off at any byte leaves nothing behind', async () => {
		const whole = upgrade(endpoint);
		for (let length = 1; length < whole.length; length += 37) {
			const socket = await connect();
			await socket.writeAll(Buffer.from(whole.slice(0, length)));
			if (length % 2 === 0) socket.destroy();
			else socket.socket.resetAndDestroy();
		}
	});
});

describe('packets that Socket.IO does not know', () => {
	/** The answer to a packet: `null` when it was just ignored or ended the connection. */
	it.each([
		['an unknown engine packet', 'x'],
		['an empty message', ''],
		['a packet before the handshake', '42["command",{}]'],
		['a handshake with no auth', '40'],
		['a handshake whose auth is no object', '40[1,2]'],
		['a handshake whose auth is broken', '40{"session":'],
		['a handshake with a prototype', '40{"__proto__":{"session":"x"},"session":{"toString":1}}'],
		['a foreign namespace', '40/admin,{"session":"x"}'],
		['a namespace that never ends', `40/${'a'.repeat(20_000)}`],
		['an event called like a method', '42["constructor",1]'],
		['an event that is no list', '42{"a":1}'],
		['an event that is reserved', '42["disconnecting",1]'],
		['binary attachments that never come', '459999999-["command",{"_placeholder":true,"num":0}]'],
		['an acknowledgement of nothing', '43999["x"]'],
		['deep JSON', `42["command",${'['.repeat(15_000)}${']'.repeat(15_000)}]`],
		['more than a frame may hold', `42["command","${'x'.repeat(40_000)}"]`],
		['a second upgrade', '5'],
		['a probe', '2probe']
	])('do no harm: %s', async (_, packet) => {
		const socket = await opened('/socket.io');
		await socket.writeAll(wireFrame({ opcode: text, payload: Buffer.from(packet) }));
		await socket.writeAll(wireFrame({ opcode: binary, payload: Buffer.from(packet) }));
		await socket.writeAll(wireFrame({ opcode: ping }));
		await waitFor(
			() => socket.ended || socket.frames().some(({ opcode }) => opcode === pong || opcode === close),
			'an answer, or the end'
		);
		const tab = await board.tab(board.owner);
		tab.close();
	});
});

it('has given back the memory that all this took', async () => {
	const megabytes = await residentMegabytes(board.server.pid);
	console.info(`memory: ${megabytesBefore} MB before all violations, ${megabytes} MB after`);
	expect(megabytes - megabytesBefore).toBeLessThan(200);
});

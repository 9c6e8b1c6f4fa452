import * as Y from 'yjs';
import { ByteWriter, encodeText, uintLength } from '#protocol/bytes.ts';
import {
	encodeAck,
	encodeAwareness,
	encodePermissionDenied,
	encodeQueryAwareness,
	encodeSyncStep1,
	encodeSyncStep2,
	encodeUpdate
} from '#protocol/sync.ts';
import type { Random } from './random.ts';
import { editAnything } from './random-edits.ts';

/** Bytes for the server, and what they are, for the report. */
export interface HostileFrame {
	readonly kind: string;
	readonly bytes: Uint8Array;
}

/** Somebody who knows the protocol well and means no good: half of what they send is almost right. */
export class HostileAuthor {
	readonly #random: Random;
	readonly #doc = new Y.Doc();
	/** Client ids of others, to be borrowed. */
	readonly #others: readonly number[];
	#clock = 0;

	constructor(random: Random, others: readonly number[]) {
		this.#random = random;
		this.#others = others;
		this.#doc.clientID = random.below(2 ** 32);
	}

	next(): HostileFrame {
		const random = this.#random;
		const pick = random.below(100);
		if (pick < 8) return { kind: 'random bytes', bytes: random.bytes(random.below(200)) };
		if (pick < 20) return this.#crafted();
		const frame = this.#valid();
		if (pick < 35) return frame;
		const [name, mutate] = random.pick(Object.entries(MUTATIONS));
		return { kind: `${frame.kind}, ${name}`, bytes: mutate(frame.bytes, random) };
	}

	/** A right frame of any kind. */
	#valid(): HostileFrame {
		const random = this.#random;
		const make = random.pick([
			() => ({ kind: 'step 1', bytes: encodeSyncStep1(this.#stateVector()) }),
			() => ({ kind: 'step 2', bytes: encodeSyncStep2(Y.encodeStateAsUpdate(this.#doc)) }),
			() => ({ kind: 'step 2', bytes: encodeSyncStep2(Y.encodeStateAsUpdate(this.#doc)) }),
			() => ({ kind: 'step 2', bytes: encodeSyncStep2(Y.encodeStateAsUpdate(this.#doc)) }),
			() => ({ kind: 'update', bytes: encodeUpdate(this.#edit()) }),
			() => ({ kind: 'update', bytes: encodeUpdate(this.#edit()) }),
			() => ({ kind: 'update', bytes: encodeUpdate(this.#edit()) }),
			() => ({ kind: 'update with a hole', bytes: encodeUpdate(this.#withHole()) }),
			() => ({ kind: 'awareness', bytes: this.#awareness(random.below(4)) }),
			() => ({ kind: 'permission denied', bytes: encodePermissionDenied('no') }),
			() => ({ kind: 'query awareness', bytes: encodeQueryAwareness() }),
			() => ({ kind: 'ack', bytes: encodeAck(random.below(1000)) })
		]);
		return make();
	}

	#stateVector(): Map<number, number> {
		const random = this.#random;
		return new Map(Array.from({ length: random.below(6) }, () => [this.#client(), random.below(2 ** 20)]));
	}

	#edit(): Uint8Array {
		const before = Y.encodeStateVector(this.#doc);
		editAnything(this.#doc, this.#random);
		return Y.encodeStateAsUpdate(this.#doc, before);
	}

	/** Two edits with one missing between them: Yjs writes a Skip. */
	#withHole(): Uint8Array {
		const [first, , last] = [this.#edit(), this.#edit(), this.#edit()];
		return Y.mergeUpdates([first, last]);
	}

	#awareness(entries: number): Uint8Array {
		const random = this.#random;
		this.#clock += 1;
		const states = ['null', '{}', '{"cursor":{"x":1}}', '[]', '7', '"text"', '{"user":{"name":"you"}}', '{'];
		return encodeAwareness(
			Array.from({ length: entries }, () => ({
				client: this.#client(),
				clock: random.pick([this.#clock, 0, random.below(2 ** 31)]),
				json: encodeText(random.pick(states))
			}))
		);
	}

	#client(): number {
		const random = this.#random;
		return random.pick([this.#doc.clientID, random.pick(this.#others), random.below(2 ** 32)]);
	}

	/** Shapes that no honest encoder writes. */
	#crafted(): HostileFrame {
		const random = this.#random;
		const client = this.#client();
		const huge = random.pick([2 ** 20, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 52, Number.MAX_SAFE_INTEGER]);
		const depth = random.pick([20, 33, 1000, 20_000]);
		const uints = (...values: number[]) => Buffer.concat(values.map(uint));
		const text = (value: string) => Buffer.concat([uint(Buffer.byteLength(value)), Buffer.from(value)]);
		const item = (content: number, ...bytes: Uint8Array[]) =>
			Buffer.concat([uints(1, 1, client, 0), Buffer.of(content), uints(1), text('t'), ...bytes, uints(0)]);
		const updates: Record<string, () => Uint8Array> = {
			'claims many structs': () => uints(1, huge, client, 0),
			'claims many clients': () => uints(huge, 1, client, 0),
			'claims many deleted clients': () => uints(0, huge),
			'claims many deleted ranges': () => uints(0, 1, client, huge),
			'deletes beyond what there is': () => uints(0, 1, client, 1, random.below(2 ** 20), huge),
			'deletes nothing': () => uints(0, 1, client, 1, 0, 0),
			'names a client twice': () => uints(2, 1, client, 0, 0, 5, 1, client, 5, 0, 5, 0),
			'is garbage-collected from the start': () => uints(1, 1, client, random.below(50), 0, huge, 0),
			'skips ahead': () => uints(1, 2, client, 0, 10, random.below(1000) + 1, 0, 3, 0),
			'begins far ahead': () => uints(1, 1, client, huge, 0, 1, 0),
			'points at itself': () =>
				Buffer.concat([uints(1, 1, client, 0), Buffer.of(128 + 4), uints(client, 0), text('x'), uints(0)]),
			'has a parent that is no type': () =>
				Buffer.concat([
					uints(1, 2, client, 0),
					Buffer.of(4),
					uints(1),
					text('t'),
					text('x'),
					Buffer.of(4),
					uints(0, client, 0),
					text('y'),
					uints(0)
				]),
			'is empty text': () => item(4, text('')),
			'is text of broken UTF-8': () => item(4, Buffer.of(3, 0xff, 0xfe, 0xfd)),
			'is half a surrogate pair': () => item(4, Buffer.of(3, 0xed, 0xa0, 0x80)),
			'is deep JSON': () => item(5, text('['.repeat(depth) + ']'.repeat(depth))),
			'is a deep value': () =>
				item(8, uints(1), Buffer.from(Uint8Array.from({ length: depth * 2 }, (_, at) => (at % 2 ? 1 : 117)))),
			'is a value with a prototype': () =>
				item(8, uints(1), Buffer.of(118, 1), text('__proto__'), Buffer.of(126)),
			'is a subdocument': () => item(9, text('guid'), Buffer.of(126)),
			'is of a kind that does not exist': () => item(random.pick([0, 11, 12, 20, 31])),
			'is a type that does not exist': () => item(7, uints(huge)),
			'is JSON that is none': () => item(random.pick([2, 5]), uints(1), text('{"a":')),
			'claims many values': () => item(random.pick([2, 8]), uints(huge)),
			'claims a long text': () => item(4, uints(huge)),
			'is deleted for ever': () => item(1, uints(huge)),
			'is nested': () => nested(client, random.pick([2, 30, 200]))
		};
		const [kind, make] = random.pick(Object.entries(updates));
		if (random.below(12) === 0)
			return { kind: 'claims a long frame', bytes: Buffer.from([0, 2, ...uint(huge)]) };
		return { kind: `update that ${kind}`, bytes: encodeUpdate(make()) };
	}
}

/** One type within another, `depth` times, in one update; `from`: within those of an earlier one. */
export function nested(client: number, depth: number, from = 0): Uint8Array {
	const parts: Uint8Array[] = [uint(1), uint(depth), uint(client), uint(from)];
	for (let clock = from; clock < from + depth; clock += 1) {
		// An item without neighbours, whose content is a list.
		parts.push(Buffer.of(7));
		if (clock === 0) parts.push(uint(1), uint(4), Buffer.from('deep'));
		else parts.push(uint(0), uint(client), uint(clock - 1));
		parts.push(uint(0));
	}
	return Buffer.concat([...parts, uint(0)]);
}

export function uint(value: number): Buffer {
	return Buffer.from(new ByteWriter(uintLength(value)).uint(value).bytes);
}

type Mutation = (bytes: Uint8Array, random: Random) => Uint8Array;

const MUTATIONS: Readonly<Record<string, Mutation>> = {
	'bits flipped': (bytes, random) => {
		const changed = Uint8Array.from(bytes);
		for (let flips = 1 + random.below(4); flips > 0 && changed.length > 0; flips -= 1)
			changed[random.below(changed.length)]! ^= 1 << random.below(8);
		return changed;
	},
	'cut off': (bytes, random) => bytes.slice(0, random.below(bytes.length + 1)),
	'with more behind it': (bytes, random) => Buffer.concat([bytes, random.bytes(1 + random.below(20))]),
	'a length that lies': (bytes, random) => {
		const at = random.below(bytes.length + 1);
		const lie = uint(random.pick([0, 1, 127, 128, 2 ** 14, 2 ** 31, 2 ** 40]));
		return Buffer.concat([bytes.slice(0, at), lie, bytes.slice(at + 1)]);
	},
	'a number without end': (bytes, random) => {
		const at = random.below(bytes.length + 1);
		return Buffer.concat([bytes.slice(0, at), Buffer.alloc(1 + random.below(20), 255), bytes.slice(at)]);
	},
	'a piece twice': (bytes, random) => {
		const [from, to] = [random.below(bytes.length + 1), random.below(bytes.length + 1)];
		return Buffer.concat([bytes.slice(0, to), bytes.slice(Math.min(from, to))]);
	},
	'a piece missing': (bytes, random) => {
		const from = random.below(bytes.length + 1);
		return Buffer.concat([bytes.slice(0, from), bytes.slice(from + 1 + random.below(8))]);
	}
};

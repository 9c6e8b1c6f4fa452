import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { describe, expect, it } from 'vitest';
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { writePermissionDenied } from 'y-protocols/auth';
import { writeSyncStep1, writeSyncStep2, writeUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';
import { createRandom } from '../../../tests/support/random.ts';
import { encodeText } from './bytes.ts';
import {
	encodeAck,
	encodeAwareness,
	encodePermissionDenied,
	encodeQueryAwareness,
	encodeSyncStep1,
	encodeSyncStep2,
	encodeUpdate,
	parseFrame
} from './sync.ts';

/** A frame as y-websocket writes it. */
function stock(type: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, type);
	write(encoder);
	return encoding.toUint8Array(encoder);
}

function sampleDoc(): Y.Doc {
	const doc = new Y.Doc();
	doc.getText('t').insert(0, 'hello '.repeat(100));
	doc.getText('t').delete(3, 5);
	return doc;
}

describe('frames', () => {
	const doc = sampleDoc();
	const update = Y.encodeStateAsUpdate(doc);
	const stateVector = Y.decodeStateVector(Y.encodeStateVector(doc));

	it('are byte for byte those of y-websocket', () => {
		expect(encodeSyncStep1(stateVector)).toEqual(stock(0, (encoder) => writeSyncStep1(encoder, doc)));
		expect(encodeSyncStep2(update)).toEqual(stock(0, (encoder) => writeSyncStep2(encoder, doc)));
		expect(encodeUpdate(update)).toEqual(stock(0, (encoder) => writeUpdate(encoder, update)));
		expect(encodePermissionDenied('nö')).toEqual(stock(2, (encoder) => writePermissionDenied(encoder, 'nö')));
		expect(encodeQueryAwareness()).toEqual(stock(3, () => undefined));
		const awareness = new Awareness(doc);
		awareness.setLocalState({ name: '👩‍🔧' });
		const entry = { client: doc.clientID, clock: 1, json: encodeText('{"name":"👩‍🔧"}') };
		expect(encodeAwareness([entry])).toEqual(
			stock(1, (encoder) =>
				encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, [doc.clientID]))
			)
		);
		awareness.destroy();
	});

	it('come out of the parser as they went in', () => {
		const entries = [{ client: 2 ** 40, clock: 3, json: encodeText('null') }];
		expect(parseFrame(encodeSyncStep1(stateVector))).toEqual({ kind: 'sync-step-1', stateVector });
		expect(parseFrame(encodeSyncStep2(update))).toEqual({ kind: 'sync-step-2', update });
		expect(parseFrame(encodeUpdate(update))).toEqual({ kind: 'update', update });
		expect(parseFrame(encodeAwareness(entries))).toEqual({ kind: 'awareness', entries });
		expect(parseFrame(encodePermissionDenied('nö'))).toEqual({ kind: 'permission-denied', reason: 'nö' });
		expect(parseFrame(encodeQueryAwareness())).toEqual({ kind: 'query-awareness' });
		expect(parseFrame(encodeAck(300))).toEqual({ kind: 'ack', count: 300 });
	});

	it('hold the acknowledgement as a varuint behind the byte 10', () => {
		expect([...encodeAck(300)]).toEqual([10, 172, 2]);
		const decoder = decoding.createDecoder(encodeAck(2 ** 40));
		expect([decoding.readVarUint(decoder), decoding.readVarUint(decoder)]).toEqual([10, 2 ** 40]);
	});

	it('are refused when cut short, when longer than they say, and whatever else comes', () => {
		const frames = [
			encodeSyncStep1(stateVector),
			encodeSyncStep2(update),
			encodeAwareness([]),
			encodeAck(300)
		];
		for (const frame of frames) {
			for (let length = 0; length < Math.min(frame.length, 200); length += 1) {
				expect(parseFrame(frame.subarray(0, length))).toBeNull();
			}
			expect(parseFrame(Uint8Array.from([...frame, 0]))).toBeNull();
		}
		expect(parseFrame(Uint8Array.of(0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255))).toBeNull();
		// Claims a hundred million clients in a state vector of five bytes.
		expect(parseFrame(Uint8Array.of(0, 0, 5, 128, 194, 215, 47, 1))).toBeNull();
		const random = createRandom();
		for (let round = 0; round < 5000; round += 1) {
			const bytes = random.bytes(random.below(30));
			expect(() => parseFrame(bytes), random.seedText).not.toThrow();
		}
	});
});

import { expect, it } from 'vitest';
import { readMessage } from './messages.ts';

it('reads the entries of a call, with those that were refused left out', () => {
	const body = Buffer.from([10, 32, 255, 7]);
	const message = Buffer.concat([Buffer.from('E node.1 42 born 7 - 8\n3 1\n'), body]);
	expect(readMessage(message)).toEqual({
		kind: 'appended',
		writer: 'node.1',
		call: 42,
		born: 'born',
		positions: [7, null, 8],
		bytes: [Buffer.from([10, 32, 255]), Buffer.alloc(0), Buffer.from([7])]
	});
});

it('reads that a document was put into quarantine, and leaves what it does not know', () => {
	expect(readMessage(Buffer.from('Q node.1'))).toEqual({ kind: 'quarantined', writer: 'node.1' });
	expect(readMessage(Buffer.from('Z node.1 42'))).toBeNull();
});

it('reads a call whose bytes stayed away', () => {
	expect(readMessage(Buffer.from('H node.1 42 born 7 8'))).toMatchObject({ positions: [7, 8], bytes: null });
});

it('reads a compaction', () => {
	expect(readMessage(Buffer.from('C node.1 born 12'))).toEqual({
		kind: 'compacted',
		writer: 'node.1',
		born: 'born',
		generation: 12
	});
});

it.each(['', 'X', '\n'])('answers %j with nothing', (text) => {
	expect(readMessage(Buffer.from(text))).toBeNull();
});

import type { Message, Speaker } from './dialect.ts';

/**
 * y-socket.io: Socket.IO 4 over one WebSocket, spoken by hand. Every event with bytes is two messages: a text one with the event's name and
 * a placeholder, then the bytes. The namespace is the document.
 */
export function speakYSocketIo(document: string): Speaker {
	const namespace = `/yjs|${document},`;
	const event = (name: string, bytes: Uint8Array, acknowledge = ''): Message[] => [
		`451-${namespace}${acknowledge}["${name}",${PLACEHOLDER}]`,
		bytes
	];
	/** What the next bytes are, as the text message before them said. */
	let expected: 'update' | 'state' | 'awareness' | 'other' = 'other';
	const hearText = (text: string): readonly Message[] => {
		if (text === '2') return ['3'];
		if (text.startsWith('0{')) return [`40${namespace}`];
		if (text.startsWith('461-')) expected = 'state';
		else if (text.startsWith('451-')) {
			const data = text.slice(4 + namespace.length);
			expected = data.includes('"sync-update"')
				? 'update'
				: data.includes('"awareness-update"')
					? 'awareness'
					: 'other';
			if (data.includes('"sync-step-1"')) {
				// The server's listeners are in place only now: what the stock client asks right after connecting may be lost.
				const id = /^\d*/.exec(data)![0];
				return [
					`461-${namespace}${id}[${PLACEHOLDER}]`,
					Uint8Array.of(0, 0),
					...event('sync-step-1', Uint8Array.of(0), '7')
				];
			}
		}
		return [];
	};
	return {
		tellsSynced: true,
		greet: () => [],
		update: (update) => event('sync-update', update),
		awareness: (update) => event('awareness-update', update),
		hear(bytes, start, end, isText, length, hearing) {
			if (isText) {
				const answer = hearText(bytes.toString('latin1', start, end));
				if (answer.length > 0) hearing.answer(answer);
				return;
			}
			if (expected === 'awareness') return hearing.awareness(bytes, start, end);
			if (expected === 'other') return;
			hearing.update(bytes, start, end, length);
			if (expected === 'state') hearing.synced();
		}
	};
}

const PLACEHOLDER = '{"_placeholder":true,"num":0}';

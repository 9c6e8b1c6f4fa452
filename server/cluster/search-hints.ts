import * as v from 'valibot';
import { isId, type SessionId } from '#model/ids.ts';
import { parseDocumentName, type DocumentName } from '#protocol/documents.ts';
import type { Channels } from './channels.ts';
import type { Nodes } from './nodes.ts';
import { NAMES } from './redis.ts';

/** What is told together. */
const GATHER_MS = 250;
/** More than this was not heard by anybody: then everything is to be looked at. */
const MAX_UNSENT = 5000;

const Hints = v.object({
	documents: v.array(
		v.custom<DocumentName>((name) => typeof name === 'string' && parseDocumentName(name) === name)
	),
	sessions: v.array(v.custom<SessionId>(isId)),
	everything: v.boolean()
});
type Hints = v.InferOutput<typeof Hints>;

export interface HintListener {
	document(name: DocumentName): void;
	session(id: SessionId): void;
	/** Something may have been missed. */
	everything(): void;
}

/** Tells the other nodes' indexes what changed here. */
export interface SearchHints {
	document(name: DocumentName): void;
	session(id: SessionId): void;
	close(): void;
}

/**
 * Every node has an index of its own, and each is told what changed on any of them, in a few words: what there is to read now it
 * reads for itself. A word may be lost (this node was cut off, another was killed between writing and telling); whoever notices
 * looks at everything.
 */
export function searchHints(
	channels: Channels,
	nodes: Pick<Nodes, 'listen'>,
	listener: HintListener
): SearchHints {
	const documents = new Set<DocumentName>();
	const sessions = new Set<SessionId>();
	let everything = false;
	let timer: NodeJS.Timeout | null = null;
	let closed = false;

	const channel = channels.open(NAMES.search, (_, payload) => {
		const read = v.safeParse(v.pipe(v.string(), v.parseJson(), Hints), Buffer.from(payload).toString());
		if (!read.success) return;
		for (const name of read.output.documents) listener.document(name);
		for (const id of read.output.sessions) listener.session(id);
		if (read.output.everything) listener.everything();
	});
	nodes.listen({
		gone: (_, why) => {
			if (why === 'silent') listener.everything();
		},
		back: () => {
			listener.everything();
			tellSoon();
		}
	});

	function tellSoon(): void {
		if (documents.size + sessions.size === 0 && !everything) return;
		if (!closed) timer ??= setTimeout(tell, GATHER_MS).unref();
	}

	function tell(): void {
		timer = null;
		const hints: Hints = { documents: [...documents], sessions: [...sessions], everything };
		documents.clear();
		sessions.clear();
		everything = false;
		channel.publish(Buffer.from(JSON.stringify(hints))).catch(() => keep(hints));
	}

	/** Told again when there is a way to. */
	function keep(hints: Hints): void {
		for (const name of hints.documents) documents.add(name);
		for (const id of hints.sessions) sessions.add(id);
		everything ||= hints.everything;
		if (documents.size + sessions.size <= MAX_UNSENT) return;
		documents.clear();
		sessions.clear();
		everything = true;
	}

	return {
		document(name) {
			documents.add(name);
			tellSoon();
		},
		session(id) {
			sessions.add(id);
			tellSoon();
		},
		close() {
			closed = true;
			if (timer !== null) {
				clearTimeout(timer);
				tell();
			}
			channel.close();
		}
	};
}

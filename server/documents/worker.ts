import { parentPort } from 'node:worker_threads';
import * as Y from 'yjs';
import { unreachable } from '#model/unreachable.ts';
import type { BoardDigest } from '#model/summary/digest.ts';
import { imageHashesIn } from '#model/images/hashes-in.ts';
import { scanUpdate, STORED_LIMITS } from '../sync/update-scan.ts';
import { examine } from './examine.ts';
import { harvest, takeBack } from './harvest.ts';
import type { Job, JobAnswer, JobParts, JobRequest, Results } from './jobs.ts';

const port = parentPort;
if (port === null) throw new Error('server/documents/worker.ts runs as a worker thread only');

port.on('message', ({ id, job }: JobRequest) => {
	perform(job)
		.then(
			(result): JobAnswer => ({ id, ok: true, result }),
			(error: unknown): JobAnswer => {
				return { id, ok: false, reason: error instanceof Error ? error.message : String(error) };
			}
		)
		.then((answer) => port.postMessage(answer, transferable(answer)))
		// What cannot be sent ends the thread, and with it the job.
		.catch((error: unknown) =>
			setImmediate(() => {
				throw error;
			})
		);
});

/** A snapshot need not be copied on its way. */
function transferable(answer: JobAnswer): ArrayBuffer[] {
	if (!answer.ok || typeof answer.result !== 'object' || answer.result === null) return [];
	if (!('snapshot' in answer.result)) return [];
	const { buffer } = answer.result.snapshot;
	return buffer instanceof ArrayBuffer ? [buffer] : [];
}

async function perform(job: Job): Promise<Results[Job['kind']]> {
	switch (job.kind) {
		case 'get-ready':
			await import('#model/problem/reveal.ts');
			return null;
		case 'compact':
			return withDocument(job.parts, (doc) => {
				const snapshot = Y.encodeStateAsUpdate(doc);
				return { snapshot, scanned: scanUpdate(snapshot, STORED_LIMITS) };
			});
		case 'scan':
			return scanUpdate(job.update, STORED_LIMITS);
		case 'render-page':
			return (await import('./rendered-page.ts')).renderedPage(job, withDocument);
		case 'images':
			return withDocument(job.parts, (doc) => [...imageHashesIn(doc)]);
		case 'harvest':
			return harvest(job, withDocument);
		case 'take-back':
			return takeBack(job, withDocument);
		case 'take-cards': {
			const { takeCards } = await import('#model/problem/reveal.ts');
			return withDocument(job.parts, (doc) => takeCards(doc, job.phase, job.only));
		}
		case 'take-sheets':
			return takeSheets(job);
		case 'count-cards':
			return countedCards(job);
		case 'place-cards': {
			const { placeCards } = await import('#model/problem/reveal.ts');
			return withDocument(job.parts, (doc) => placeCards(doc, job.sheets, job));
		}
		case 'digest':
			return digestOfStored(job);
		case 'open-actions': {
			const { openActions } = await import('#model/problem/open-actions.ts');
			return withDocument(job.parts, (doc) => openActions(doc, job.method));
		}
		case 'seed-actions':
			return (await import('#model/problem/open-actions.ts')).seedOpenActions(job.actions, job.statement);
		case 'sections': {
			const { sectionsOf } = await import('#model/search/sections.ts');
			return withDocument(job.parts, (doc) => sectionsOf(job.board, doc, job.method));
		}
		case 'write-up':
			return (await import('./write-up.ts')).writtenUp(job, withDocument);
		case 'write-page':
			return writtenPage(job);
		case 'ask-anew': {
			const { seedAsking } = await import('#model/problem/seed.ts');
			return withDocument(job.parts, seedAsking);
		}
		case 'examine':
			return examine(job.parts, (look) => withDocument(job.parts, look));
		default:
			return unreachable(job);
	}
}

/** What is wrong with one sheet keeps no other from being read. */
async function takeSheets({ sheets, phase }: Extract<Job, { kind: 'take-sheets' }>) {
	const { takeCards } = await import('#model/problem/reveal.ts');
	return sheets.map((parts) => {
		try {
			return withDocument(parts, (doc) => takeCards(doc, phase));
		} catch {
			return null;
		}
	});
}

async function digestOfStored({
	board,
	method,
	parts
}: Extract<Job, { kind: 'digest' }>): Promise<BoardDigest> {
	const { digestOf } = await import('#model/summary/digest.ts');
	return withDocument(parts, (doc) => digestOf(board, doc, method));
}

async function countedCards({ sheets, phase }: Extract<Job, { kind: 'count-cards' }>): Promise<number[]> {
	const { countCards } = await import('#model/problem/reveal.ts');
	return sheets.map((parts) => {
		try {
			return withDocument(parts, (doc) => countCards(doc, phase));
		} catch {
			// One person's broken sheet is no reason to count nobody's.
			return 0;
		}
	});
}

async function writtenPage({ blocks }: Extract<Job, { kind: 'write-page' }>): Promise<Uint8Array> {
	const { seedDraft } = await import('#model/page/draft.ts');
	return withDocument({ snapshot: null, updates: [] }, (doc) => {
		seedDraft(doc, blocks, 'seed');
		return Y.encodeStateAsUpdate(doc);
	});
}

function withDocument<T>({ snapshot, updates }: JobParts, work: (doc: Y.Doc) => T): T {
	// The id is never looked at, and making one by chance is a tenth of what opening a small document costs.
	const doc = new Y.Doc({ gc: true, guid: '' });
	try {
		doc.transact(() => {
			if (snapshot !== null) Y.applyUpdate(doc, snapshot);
			for (const update of updates) Y.applyUpdate(doc, update);
		});
		return work(doc);
	} finally {
		doc.destroy();
	}
}

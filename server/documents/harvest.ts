import * as Y from 'yjs';
import { unreachable } from '#model/unreachable.ts';
import type { Take } from '#model/session/harvests.ts';
import type { BoardKind } from '#model/session/session.ts';
import type { Change, Job, JobParts } from './jobs.ts';

export type WithDocument = <T>(parts: JobParts, work: (doc: Y.Doc) => T) => T;
type HarvestJob = Extract<Job, { kind: 'harvest' }>;
type Opened = Omit<HarvestJob['sources'][number], 'parts'> & { readonly from: Y.Doc };
type Refused = { readonly refused: 'newer' };

/*
 * What each kind of board knows about being harvested is loaded when it is asked for: most workers never are.
 */

export async function harvest(job: HarvestJob, withDocument: WithDocument): Promise<Change | Refused> {
	const bring = await bringing(job.board);
	return withDocument(job.parts, (doc) =>
		withSources(job.sources, [], withDocument, (sources) =>
			changeOf(doc, job.client, () => bring(doc, sources, job))
		)
	);
}

export async function takeBack(
	{ board, client, parts }: Extract<Job, { kind: 'take-back' }>,
	withDocument: WithDocument
): Promise<Change | Refused> {
	const remove = await removing(board);
	return withDocument(parts, (doc) => changeOf(doc, null, () => remove(doc, client)));
}

type Bring = (
	doc: Y.Doc,
	sources: readonly Opened[],
	how: Pick<HarvestJob, 'take' | 'lanes' | 'by'>
) => number | null;

async function bringing(kind: BoardKind): Promise<Bring> {
	switch (kind) {
		case 'whiteboard': {
			const { bringShapes, wordedOn } = await import('#model/whiteboard/harvest.ts');
			return (doc, sources, { take, by }) =>
				bringShapes(
					doc,
					sources.map(({ title, board, from }) => ({
						title,
						from,
						ids: chosen(take, board, () => wordedOn(from).map(({ id }) => id))
					})),
					by
				);
		}
		case 'problem': {
			const { bringCards } = await import('#model/problem/harvest.ts');
			return (doc, sources, { take, lanes: called }) => {
				const lanes = take.of === 'lanes' ? new Set(take.lanes) : null;
				return bringCards(
					doc,
					sources.map(({ title, from }) => ({ title, from, lanes })),
					called
				);
			};
		}
		case 'page': {
			const { bringSections } = await import('#model/page/harvest.ts');
			return bringSections;
		}
		default:
			return unreachable(kind);
	}
}

async function removing(kind: BoardKind): Promise<(doc: Y.Doc, client: number) => number | null> {
	switch (kind) {
		case 'whiteboard':
			return (await import('#model/whiteboard/harvest.ts')).takeShapesBack;
		case 'problem':
			return (await import('#model/problem/harvest.ts')).takeCardsBack;
		case 'page':
			return (await import('#model/page/harvest.ts')).takeSectionsBack;
		default:
			return unreachable(kind);
	}
}

function chosen(take: Take, board: string, worded: () => readonly string[]): readonly string[] | 'all' {
	switch (take.of) {
		case 'items':
			return take.items.find((items) => items.board === board)?.ids ?? [];
		case 'top':
			return worded().slice(0, take.count);
		case 'all':
		case 'lanes':
			return 'all';
		default:
			return unreachable(take);
	}
}

/** Opens one after the other, and closes them all. */
function withSources<T>(
	[next, ...rest]: HarvestJob['sources'],
	opened: readonly Opened[],
	withDocument: WithDocument,
	work: (sources: readonly Opened[]) => T
): T {
	if (next === undefined) return work(opened);
	const { parts, ...source } = next;
	return withDocument(parts, (from) =>
		withSources(rest, [...opened, { ...source, from }], withDocument, work)
	);
}

/** What `change` writes, as one update; under `client`, where it is given. */
function changeOf(doc: Y.Doc, client: number | null, change: () => number | null): Change | Refused {
	if (client !== null) doc.clientID = client;
	const updates: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => updates.push(update));
	const count = change();
	if (count === null) return { refused: 'newer' };
	return { update: updates.length === 0 ? null : Y.mergeUpdates(updates), count };
}

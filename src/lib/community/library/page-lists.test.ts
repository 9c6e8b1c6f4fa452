import { expect, test } from 'vitest';
import { createId, type BoardId, type SessionId } from '#model/ids.ts';
import type { LibraryPage } from '#protocol/community.ts';
import { overdue, recentlyUseful, recurring, tagsOf, topicsOf } from './page-lists.ts';

const page = (title: string, known: Partial<LibraryPage> = {}): LibraryPage => ({
	board: createId<BoardId>(),
	kind: 'page',
	title,
	session: createId<SessionId>(),
	sessionTitle: 'A session',
	by: 'session',
	label: 'amber',
	state: 'draft',
	topic: '',
	tags: [],
	steward: null,
	reviewAt: null,
	isOverdue: false,
	occurred: 0,
	worked: 0,
	needsFixing: 0,
	lastWorked: null,
	isMine: false,
	...known
});

const titles = (pages: readonly LibraryPage[]) => pages.map(({ title }) => title);

test('what helped last, is overdue longest and came up most often stands first', () => {
	const pages = [
		page('a', { lastWorked: 1, occurred: 2 }),
		page('b', { lastWorked: 2, occurred: 1 }),
		page('c', { isOverdue: true, reviewAt: 5, occurred: 7 }),
		page('d', { isOverdue: true, reviewAt: 4 })
	];
	expect(titles(recentlyUseful(pages))).toEqual(['b', 'a']);
	expect(titles(overdue(pages))).toEqual(['d', 'c']);
	expect(titles(recurring(pages))).toEqual(['c', 'a']);
});

test('topics are a tree by name, and what has none comes last', () => {
	const [tree, none] = [
		topicsOf([
			page('none'),
			page('beans', { topic: 'Kitchen / Coffee' }),
			page('sink', { topic: 'Kitchen' }),
			page('door', { topic: 'Building' })
		]),
		topicsOf([])
	];
	expect(tree.map(({ name, pages }) => [name, titles(pages)])).toEqual([
		['Building', ['door']],
		['Kitchen', ['sink']],
		['', ['none']]
	]);
	expect(tree[1]!.below.map(({ name, pages }) => [name, titles(pages)])).toEqual([['Coffee', ['beans']]]);
	expect(none).toEqual([]);
	expect(tagsOf([page('a', { tags: ['z', 'b'] }), page('b', { tags: ['b'] })])).toEqual(['b', 'z']);
});

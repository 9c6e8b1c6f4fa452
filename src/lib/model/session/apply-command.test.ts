import { describe, expect, test } from 'vitest';
import { createId, type BoardId, type IdentityId, type LinkId, type SessionId } from '../ids.ts';
import { applyCommand } from './apply-command.ts';
import { cleanTitle } from './apply/outcome.ts';
import type { Actor, Command } from './commands.ts';
import { createJoinCode } from './join-code.ts';
import { BARE, BOARD_KINDS, LIMITS, type Session } from './session.ts';

const NOW = 1_800_000_000_000;
const facilitator: Actor = { id: createId<IdentityId>(), role: 'facilitator' };

function emptySession(): Session {
	return {
		id: createId<SessionId>(),
		title: 'Title',
		terms: '',
		code: createJoinCode(),
		createdAt: NOW,
		createdBy: facilitator.id,
		boards: [],
		links: [],
		...BARE
	};
}

/** Applies commands that must pass. */
function after(session: Session, ...commands: Command[]): Session {
	return commands.reduce((current, command) => {
		const outcome = applyCommand(current, command, facilitator, NOW);
		if (!outcome.ok) throw new Error(`${command.type}: ${outcome.refusal}`);
		return outcome.session;
	}, session);
}

function refusal(session: Session, command: Command, actor = facilitator): string | null {
	const outcome = applyCommand(session, command, actor, NOW);
	return outcome.ok ? null : outcome.refusal;
}

const addBoard = (board = createId<BoardId>(), title = 'Board'): Extract<Command, { type: 'add-board' }> => ({
	type: 'add-board',
	board,
	kind: 'whiteboard',
	title
});
const addLink = (link = createId<LinkId>()): Extract<Command, { type: 'add-link' }> => ({
	type: 'add-link',
	link,
	role: 'facilitator'
});

describe('titles and terms', () => {
	test('are kept on one line, without space around them', () => {
		expect(after(emptySession(), { type: 'rename-session', title: '  Two\n words ' }).title).toBe(
			'Two words'
		);
		expect(after(emptySession(), { type: 'set-terms', terms: '  Be kind.\n\nReally.  ' }).terms).toBe(
			'Be kind.\n\nReally.'
		);
	});

	test('are refused when nothing or too much is left', () => {
		expect(refusal(emptySession(), { type: 'rename-session', title: ' \n ' })).toBe('invalid');
		expect(
			refusal(emptySession(), { type: 'rename-session', title: 'x'.repeat(LIMITS.titleLength + 1) })
		).toBe('invalid');
		expect(refusal(emptySession(), { type: 'set-terms', terms: 'x'.repeat(LIMITS.termsLength + 1) })).toBe(
			'invalid'
		);
		expect(refusal(emptySession(), addBoard(undefined, ''))).toBe('invalid');
		expect(cleanTitle('x'.repeat(LIMITS.titleLength))).toHaveLength(LIMITS.titleLength);
	});
});

describe('boards', () => {
	const [a, b, c] = [createId<BoardId>(), createId<BoardId>(), createId<BoardId>()];
	const three = after(emptySession(), addBoard(a), addBoard(b), addBoard(c));
	const order = (session: Session) => session.boards.map(({ id }) => id);

	test('say who made them and when', () => {
		expect(three.boards[0]).toEqual({
			id: a,
			kind: 'whiteboard',
			title: 'Board',
			createdAt: NOW,
			createdBy: facilitator.id,
			archivedAt: null,
			locked: false
		});
	});

	test('keep what they were found to be unlike, and why', () => {
		const differs = { session: createId<SessionId>(), board: a, because: '  ours  leaks ' };
		const session = after(three, { ...addBoard(), differs });
		expect(session.boards.at(-1)!.differs).toEqual({ ...differs, because: 'ours leaks' });
		expect(refusal(three, { ...addBoard(), differs: { ...differs, because: ' ' } })).toBe('invalid');
	});

	test.each([
		[c, a, [c, a, b]],
		[a, null, [b, c, a]],
		[a, c, [b, a, c]],
		[b, b, [a, b, c]],
		[a, b, [a, b, c]]
	])('move before another or to the end', (board, before, expected) => {
		expect(order(after(three, { type: 'move-board', board, before }))).toEqual(expected);
	});

	test('are put away once and brought back', () => {
		const archived = after(three, { type: 'archive-board', board: b });
		expect(archived.boards[1]!.archivedAt).toBe(NOW);
		const again = applyCommand(archived, { type: 'archive-board', board: b }, facilitator, NOW + 5);
		expect(again.ok && again.session.boards[1]!.archivedAt).toBe(NOW);
		expect(after(archived, { type: 'restore-board', board: b })).toEqual(three);
	});

	test('that are not there are refused by name', () => {
		const board = createId<BoardId>();
		expect(refusal(three, { type: 'rename-board', board, title: 'X' })).toBe('unknown-board');
		expect(refusal(three, { type: 'archive-board', board })).toBe('unknown-board');
		expect(refusal(three, { type: 'restore-board', board })).toBe('unknown-board');
		expect(refusal(three, { type: 'move-board', board, before: null })).toBe('unknown-board');
		expect(refusal(three, { type: 'move-board', board: a, before: board })).toBe('unknown-board');
	});

	test('are neither made twice nor without end, nor with an id that is none', () => {
		expect(refusal(three, addBoard(a))).toBe('duplicate');
		expect(refusal(three, addBoard('../etc' as BoardId))).toBe('invalid');
		const full = after(emptySession(), ...Array.from({ length: LIMITS.boards }, () => addBoard()));
		expect(refusal(full, addBoard())).toBe('too-many');
	});
});

describe('role links', () => {
	test('are revoked once, and stay to be seen', () => {
		const link = createId<LinkId>();
		const revoked = after(emptySession(), addLink(link), { type: 'revoke-link', link });
		expect(revoked.links).toEqual([
			{ id: link, role: 'facilitator', createdAt: NOW, revokedAt: NOW, expiresAt: null, screen: null }
		]);
		const again = applyCommand(revoked, { type: 'revoke-link', link }, facilitator, NOW + 5);
		expect(again.ok && again.session.links[0]!.revokedAt).toBe(NOW);
	});

	test('make room for new ones only by being revoked', () => {
		const first = createId<LinkId>();
		const others = Array.from({ length: LIMITS.links - 1 }, () => addLink());
		const full = after(emptySession(), addLink(first), ...others);
		expect(refusal(full, addLink())).toBe('too-many');
		const more = after(full, { type: 'revoke-link', link: first }, addLink());
		expect(more.links).toHaveLength(LIMITS.links);
		expect(more.links.some(({ id }) => id === first)).toBe(false);
	});

	test('that are unknown or known already are refused', () => {
		const link = createId<LinkId>();
		expect(refusal(emptySession(), { type: 'revoke-link', link })).toBe('unknown-link');
		expect(refusal(after(emptySession(), addLink(link)), addLink(link))).toBe('duplicate');
	});
});

/** A small generator with a seed (mulberry32), so that a failing run can be repeated. */
function random(seed: number): () => number {
	return () => {
		seed = (seed + 0x6d2b79f5) | 0;
		let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
}

describe('any commands in any order', () => {
	const boards = Array.from({ length: 4 }, () => createId<BoardId>());
	const links = Array.from({ length: 3 }, () => createId<LinkId>());
	const titles = ['', ' x ', 'Title', 'y'.repeat(200)];

	function anyCommand(next: () => number): Command {
		const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)]!;
		const [board, link, title] = [pick(boards), pick(links), pick(titles)];
		return pick<Command>([
			{ type: 'rename-session', title },
			{ type: 'set-terms', terms: title },
			{ type: 'add-board', board, kind: pick(BOARD_KINDS), title },
			{ type: 'rename-board', board, title },
			{ type: 'move-board', board, before: pick([...boards, null]) },
			{ type: 'archive-board', board },
			{ type: 'restore-board', board },
			{ type: 'add-link', link, role: pick(['facilitator', 'viewer']) },
			{ type: 'revoke-link', link }
		]);
	}

	test('leave a session that keeps its limits, and never change the one before', () => {
		const seed = Math.floor(Math.random() * 1e9);
		const next = random(seed);
		let session = emptySession();
		for (let step = 0; step < 2000; step++) {
			const command = anyCommand(next);
			const before = structuredClone(session);
			const outcome = applyCommand(session, command, facilitator, NOW + step);
			const at = `seed ${seed}, step ${step}: ${JSON.stringify(command)}`;
			expect(session, at).toEqual(before);
			if (!outcome.ok) continue;
			session = outcome.session;
			expect(new Set(session.boards.map(({ id }) => id)).size, at).toBe(session.boards.length);
			expect(new Set(session.links.map(({ id }) => id)).size, at).toBe(session.links.length);
			expect([before.id, before.code, before.createdBy], at).toEqual([
				session.id,
				session.code,
				session.createdBy
			]);
			for (const { title } of [session, ...session.boards]) expect(cleanTitle(title), at).toBe(title);
			// Only adding makes more, and nothing but the limit on links makes less.
			expect(session.boards.length - before.boards.length, at).toBe(command.type === 'add-board' ? 1 : 0);
		}
	});

	test('from anybody but a facilitator change nothing', () => {
		const next = random(7);
		for (const role of ['member', 'viewer'] as const)
			for (let step = 0; step < 200; step++)
				expect(refusal(emptySession(), anyCommand(next), { id: createId<IdentityId>(), role })).toBe(
					'forbidden'
				);
	});
});

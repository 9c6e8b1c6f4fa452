import { beforeEach, describe, expect, test } from 'vitest';
import { createId, type BoardId, type IdentityId, type SessionId } from '#model/ids.ts';
import { NO_SIGNALS, type Present, type Signals } from '#protocol/session.ts';
import type { Roster } from '../../server/session/roster.ts';
import { waitFor } from '../support/wait-for.ts';

export interface RosterNode {
	readonly roster: Roster;
	/** What it told its people. */
	readonly heard: (Present | { readonly left: IdentityId })[];
}

export interface RosterUnderTest {
	/** Two nodes on which this session is watched; the same one twice where there is only one. */
	open(session: SessionId): Promise<readonly [RosterNode, RosterNode]>;
}

/** What every roster does, on however many nodes. */
export function rosterContract(name: string, create: () => RosterUnderTest): void {
	const board = createId<BoardId>();
	const other = createId<BoardId>();
	const inFront = (place: BoardId | null) => ({ place, away: false });
	const inBack = (place: BoardId | null) => ({ place, away: true });
	let session: SessionId;
	let ann: IdentityId;
	let bob: IdentityId;
	let underTest: RosterUnderTest;
	let here: RosterNode;
	let there: RosterNode;

	/** Both nodes say the same in the end. */
	async function present(...expected: (Omit<Present, keyof Signals> & Partial<Signals>)[]): Promise<void> {
		const all = JSON.stringify(
			expected
				.map((one) => ({ ...NO_SIGNALS, ...one }))
				.map(ordered)
				.toSorted((a, b) => a.id.localeCompare(b.id))
		);
		const shown = ({ roster }: RosterNode) =>
			JSON.stringify(
				roster
					.present(session)
					.map(ordered)
					.toSorted((a, b) => a.id.localeCompare(b.id))
			);
		await waitFor(
			() => shown(here) === all && shown(there) === all,
			`${all} is here, not ${shown(here)} and ${shown(there)}`
		);
	}

	/** The fields in one order, so that texts can be compared. */
	function ordered({ id, place, away, hand, help, ready, done, reaction }: Present): Present {
		return { id, place, away, hand, help, ready, done, reaction };
	}

	const leftOn = ({ heard }: RosterNode) => heard.flatMap((told) => ('left' in told ? [told.left] : []));

	describe(name, () => {
		beforeEach(async () => {
			session = createId();
			ann = createId();
			bob = createId();
			underTest = create();
			[here, there] = await underTest.open(session);
		});

		test('whoever comes on one node is seen on all', async () => {
			here.roster.set(session, ann, 'tab', inFront(board));
			there.roster.set(session, bob, 'tab of another', inBack(null));
			await present({ id: ann, ...inFront(board) }, { id: bob, ...inBack(null) });
			for (const node of [here, there]) {
				await waitFor(() => node.heard.some((told) => 'id' in told && told.id === ann), 'Ann was told of');
				await waitFor(() => node.heard.some((told) => 'id' in told && told.id === bob), 'Bob was told of');
			}
		});

		test('somebody with three tabs on two nodes is one person, where they looked last', async () => {
			here.roster.set(session, ann, 'one', inFront(null));
			await present({ id: ann, ...inFront(null) });
			here.roster.set(session, ann, 'two', inFront(board));
			await present({ id: ann, ...inFront(board) });
			there.roster.set(session, ann, 'three', inFront(other));
			await present({ id: ann, ...inFront(other) });
			here.roster.set(session, ann, 'two', inFront(board));
			await present({ id: ann, ...inFront(board) });
			here.roster.set(session, ann, 'one', inFront(null));
			await present({ id: ann, ...inFront(null) });
		});

		test('a tab in the background does not hide one in front on another node', async () => {
			here.roster.set(session, ann, 'one', inFront(board));
			await present({ id: ann, ...inFront(board) });
			there.roster.set(session, ann, 'two', inFront(other));
			await present({ id: ann, ...inFront(other) });
			there.roster.set(session, ann, 'two', inBack(other));
			await present({ id: ann, ...inFront(board) });
			here.roster.set(session, ann, 'one', inBack(board));
			await waitFor(() => there.roster.present(session)[0]?.away === true, 'Ann is away');
		});

		test('somebody is gone only when the last of their tabs is, wherever it was', async () => {
			here.roster.set(session, ann, 'one', inFront(board));
			there.roster.set(session, ann, 'two', inFront(board));
			here.roster.set(session, bob, 'three', inFront(null));
			await present({ id: ann, ...inFront(board) }, { id: bob, ...inFront(null) });
			here.roster.remove(session, ann, 'one');
			here.roster.remove(session, bob, 'three');
			await waitFor(() => leftOn(here).includes(bob) && leftOn(there).includes(bob), 'Bob has left');
			await present({ id: ann, ...inFront(board) });
			there.roster.remove(session, ann, 'two');
			await present();
			for (const node of [here, there]) {
				await waitFor(() => leftOn(node).includes(ann), 'Ann was told to have left');
				expect(leftOn(node)[0], 'Bob first').toBe(bob);
			}
		});

		test('a reload that ends on another node is no leaving', async () => {
			here.roster.set(session, ann, 'before', inFront(board));
			await present({ id: ann, ...inFront(board) });
			here.roster.remove(session, ann, 'before');
			there.roster.set(session, ann, 'after', inFront(board));
			// Bob comes and goes after her: by the time he is gone, she would be, too.
			here.roster.set(session, bob, 'witness', inFront(null));
			here.roster.remove(session, bob, 'witness');
			await waitFor(() => leftOn(here).includes(bob) && leftOn(there).includes(bob), 'Bob has left');
			await present({ id: ann, ...inFront(board) });
			expect([...leftOn(here), ...leftOn(there)]).not.toContain(ann);
		});

		test('the late end of an old tab leaves the new one alone', async () => {
			here.roster.set(session, ann, 'old', inFront(board));
			await present({ id: ann, ...inFront(board) });
			there.roster.set(session, ann, 'new', inFront(other));
			here.roster.remove(session, ann, 'old');
			here.roster.remove(session, ann, 'old');
			there.roster.remove(session, ann, 'never seen');
			here.roster.set(session, bob, 'witness', inFront(null));
			here.roster.remove(session, bob, 'witness');
			await waitFor(() => leftOn(here).includes(bob) && leftOn(there).includes(bob), 'Bob has left');
			await present({ id: ann, ...inFront(other) });
		});

		test('a hand is up on all nodes, whichever tab raised it, and stays up when its person goes to another node', async () => {
			const hand = { ...NO_SIGNALS, hand: 7 };
			here.roster.set(session, ann, 'one', inFront(board));
			await present({ id: ann, ...inFront(board) });
			there.roster.set(session, ann, 'two', inFront(other));
			await present({ id: ann, ...inFront(other) });
			here.roster.signal(session, ann, hand, 7);
			await present({ id: ann, ...inFront(other), hand: 7 });
			// Used on the other node, where nobody raised it.
			there.roster.set(session, ann, 'two', inFront(null));
			await present({ id: ann, ...inFront(null), hand: 7 });
			expect(there.roster.signals(session, ann)).toEqual(hand);
			here.roster.remove(session, ann, 'one');
			here.roster.set(session, bob, 'witness', inFront(null));
			here.roster.remove(session, bob, 'witness');
			await waitFor(() => leftOn(here).includes(bob) && leftOn(there).includes(bob), 'Bob has left');
			await present({ id: ann, ...inFront(null), hand: 7 });
			there.roster.signal(session, ann, NO_SIGNALS, 8);
			await present({ id: ann, ...inFront(null) });
		});

		test('sessions do not hear of each other', async () => {
			here.roster.set(session, ann, 'tab', inFront(board));
			await present({ id: ann, ...inFront(board) });
			expect(here.roster.present(createId<SessionId>())).toEqual([]);
			expect(here.roster.tabs(createId<SessionId>(), ann)).toBe(0);
		});
	});
}

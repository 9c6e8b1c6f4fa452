import type { CardLink } from '#model/problem/card-details.ts';
import type { BoardSession } from '../board-session.ts';

/** An address that somebody pasted → the board of this session that it leads to; `null` for any other. */
export function readLink(
	typed: string,
	origin: string,
	{ boards, addressOf }: Pick<BoardSession, 'boards' | 'addressOf'>
): Pick<CardLink, 'board' | 'shape'> | null {
	let address: URL;
	try {
		address = new URL(typed.trim(), origin);
	} catch {
		return null;
	}
	const board = boards.find(({ id }) => address.pathname === addressOf(id, null));
	if (address.origin !== origin || board === undefined) return null;
	const shapes = new URLSearchParams(address.hash.slice(1)).get('shape');
	return { board: board.id, shape: shapes?.split(',')[0] || null };
}

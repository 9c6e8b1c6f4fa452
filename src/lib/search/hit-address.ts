import type { CardId } from '#model/problem/card.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { unreachable } from '#model/unreachable.ts';
import { address } from '#protocol/addresses.ts';
import type { Hit } from '#protocol/search.ts';

/** Where a hit opens: at the very part that was found. */
export function addressOf({ by, session, board, part, anchor }: Hit): string {
	if (board === null) return address.session(session);
	// Who is not in its session reads it as the server writes it out.
	if (by === 'community')
		return address.reading(board) + (anchor === null ? '' : `#${encodeURIComponent(anchor)}`);
	if (anchor === null) return address.board(session, board);
	switch (part) {
		case 'text':
			return address.block(session, board, anchor);
		case 'card':
			return address.card(session, board, anchor as CardId);
		case 'note':
			return address.shape(session, board, anchor as ShapeId);
		case 'title':
		case 'statement':
		case 'agenda':
			return address.board(session, board);
		default:
			return unreachable(part);
	}
}

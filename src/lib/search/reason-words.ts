import { t } from '$lib/messages/search.ts';
import { unreachable } from '#model/unreachable.ts';
import type { Hit, HitReason } from '#protocol/search.ts';

/** Why something was found, in one line. */
export function reasonWords({ reasons }: Pick<Hit, 'reasons'>): string {
	return reasons.map(said).join(' · ');
}

function said(reason: HitReason): string {
	switch (reason.by) {
		case 'title':
		case 'heading':
		case 'text':
		case 'tag':
			return t.reasons[reason.by](reason.word);
		case 'synonym':
		case 'related':
		case 'spelling':
		case 'beginning':
			return t.reasons[reason.by](reason.typed, reason.word);
		default:
			return unreachable(reason);
	}
}

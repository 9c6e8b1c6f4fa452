import { t } from '$lib/messages/problem.ts';
import { copyText } from '$lib/ui/copy-text.ts';
import { toast } from '$lib/ui/toast.svelte.ts';
import { isId } from '#model/ids.ts';
import type { CardId } from '#model/problem/card.ts';

const PREFIX = '#card-';

/** The card that an address leads to; `null`: none. See `address.card`. */
export function linkedCard(hash: string): CardId | null {
	const id = hash.startsWith(PREFIX) ? hash.slice(PREFIX.length) : '';
	return isId(id) ? (id as CardId) : null;
}

/** Puts a card's whole address on the clipboard, and says so. Call it from a click. */
export async function copyCardLink(address: string): Promise<void> {
	const link = new URL(address, location.origin).href;
	if (await copyText(link)) toast.show({ text: t.linkCopied, kind: 'good' });
	else toast.show({ text: t.linkNotCopied(link), kind: 'problem' });
}

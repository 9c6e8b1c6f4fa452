import type { ShapeId } from '#model/whiteboard/ids.ts';
import { copyText } from '$lib/ui/copy-text.ts';
import { toast } from '$lib/ui/toast.svelte.ts';
import { t } from '$lib/messages/whiteboard-finding.ts';
import { hashOf } from './deep-link.ts';

/** Puts an address on the clipboard that opens this board at these shapes, and says so. Call it from a click or key. */
export async function copyLink(ids: Iterable<ShapeId>): Promise<void> {
	const { origin, pathname } = location;
	const link = origin + pathname + hashOf(ids);
	if (await copyText(link)) toast.show({ text: t.linkCopied, kind: 'good' });
	else toast.show({ text: `${t.linkNotCopied} ${link}`, kind: 'problem' });
}

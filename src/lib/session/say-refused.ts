import { t } from '$lib/messages/session.ts';
import { toast } from '$lib/ui/toast.svelte.ts';
import type { Refusal } from '#model/session/commands.ts';

/** Tells why a command was not carried out. The words come with the first refusal; without a line, that is the reason. */
export async function sayRefused(refusal: Refusal | 'offline'): Promise<void> {
	const text = await import('$lib/messages/refusals.ts').then(
		({ t: refusals }) => refusals[refusal],
		() => t.link.offline
	);
	toast.show({ text, kind: 'problem' });
}

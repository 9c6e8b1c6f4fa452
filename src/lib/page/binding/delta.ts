import type { TextDelta } from '#model/yjs/rewrite-text.ts';

function insertedLength(insert: unknown): number {
	if (insert === undefined) return 0;
	return typeof insert === 'string' ? insert.length : 1;
}

/** `[from, to)` of the old text changed and grew by `growth` (or shrank); `null` when nothing did. */
export function changedSpan(
	delta: TextDelta
): { readonly from: number; readonly to: number; readonly growth: number } | null {
	if (delta.length === 0) return null;
	const lead = delta[0]!;
	// A retain with attributes is a change of marks, not a part that stayed.
	const from = lead.retain !== undefined && !('attributes' in lead) ? lead.retain : 0;
	let to = 0;
	let growth = 0;
	for (const step of delta) {
		to += (step.retain ?? 0) + (step.delete ?? 0);
		growth += insertedLength(step.insert) - (step.delete ?? 0);
	}
	return { from, to: Math.max(from, to), growth };
}

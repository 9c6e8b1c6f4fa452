import { toggleMark } from '@tiptap/pm/commands';
import type { Command, EditorState } from '@tiptap/pm/state';
import type { MarkName } from '#model/page/marks.ts';
import { pageSchemaForEditing as schema } from '#model/page/schema.ts';

const { link } = schema.marks;

/** Whether this mark is on at the caret, or somewhere in the selection. */
export function isMarked(state: EditorState, name: MarkName): boolean {
	const { from, to, empty, $from } = state.selection;
	const mark = schema.marks[name];
	if (empty) return mark.isInSet(state.storedMarks ?? $from.marks()) !== undefined;
	return state.doc.rangeHasMark(from, to, mark);
}

/** Switches a mark that has no settings on or off, for the selected words or for what is typed next. */
export function toggleSwitch(name: Exclude<MarkName, 'link'>): Command {
	return toggleMark(schema.marks[name]);
}

/** The address of the link at the caret or in the selection; '' where there is none. */
export function linkHere(state: EditorState): string {
	const { from, to } = rangeOfLink(state);
	let href: unknown;
	state.doc.nodesBetween(from, to, (node) => {
		href ??= link.isInSet(node.marks)?.attrs.href;
	});
	return typeof href === 'string' ? href : '';
}

/** Links the selected words, or the whole link at the caret, or puts the address itself; `null` takes the link away. */
export function setLink(href: string | null): Command {
	return (state, dispatch) => {
		const { from, to } = rangeOfLink(state);
		const tr = state.tr.removeMark(from, to, link);
		if (href !== null) {
			const mark = link.create({ href });
			if (from < to) tr.addMark(from, to, mark);
			else tr.insert(from, schema.text(href.replace(/^mailto:/, ''), [mark]));
		}
		dispatch?.(tr.removeStoredMark(link));
		return true;
	};
}

/** The selection, or the link around the caret. */
function rangeOfLink(state: EditorState): { from: number; to: number } {
	const { from, to, empty, $from } = state.selection;
	if (!empty || $from.depth === 0) return { from, to };
	const range = { from, to };
	const start = $from.start();
	$from.parent.forEach((node, offset) => {
		const begins = start + offset;
		const ends = begins + node.nodeSize;
		if (link.isInSet(node.marks) === undefined || begins > range.to || ends < range.from) return;
		range.from = Math.min(range.from, begins);
		range.to = Math.max(range.to, ends);
	});
	return range;
}

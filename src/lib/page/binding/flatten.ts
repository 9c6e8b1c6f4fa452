import type { Mark, Node } from '@tiptap/pm/model';
import { isTextNode } from '#model/page/schema.ts';
import type { FlatText } from './diff.ts';

/** Any character will do: markers are told apart by their place. */
const MARKER = '\uE000';

/** A run of equally marked text, by its place in the flat text. */
export interface FlatRun {
	readonly from: number;
	readonly to: number;
	readonly marks: readonly Mark[];
}

export interface FlatBlocks extends FlatText {
	readonly nodes: ReadonlyMap<number, Node>;
	readonly runs: readonly FlatRun[];
}

/** `marked`: whether the node at this place has a marker in the document already. */
export function flatten(nodes: readonly Node[], marked: (index: number) => boolean): FlatBlocks {
	const markers = new Map<number, string>();
	const places = new Map<number, Node>();
	const runs: FlatRun[] = [];
	let text = '';
	nodes.forEach((node, index) => {
		if (marked(index)) {
			markers.set(text.length, String(node.attrs.id));
			places.set(text.length, node);
			text += MARKER;
		}
		if (!isTextNode(node)) return;
		node.forEach((run) => {
			const part = run.text ?? '';
			runs.push({ from: text.length, to: text.length + part.length, marks: run.marks });
			text += part;
		});
	});
	return { text, markers, nodes: places, runs };
}

/** The parts of the runs between two offsets. */
export function runsBetween(runs: readonly FlatRun[], from: number, to: number): FlatRun[] {
	return runs
		.filter((run) => run.from < to && run.to > from)
		.map((run) => ({ ...run, from: Math.max(run.from, from), to: Math.min(run.to, to) }));
}

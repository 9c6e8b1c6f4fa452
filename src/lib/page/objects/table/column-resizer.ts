import type { Attachment } from 'svelte/attachments';
import { OBJECT_LIMITS, type TrackId } from '#model/page/objects/object.ts';
import { setColumnWidth } from '#model/page/objects/table.ts';
import type { ObjectActions } from '../object-actions.ts';

export interface ColumnResizerParts {
	readonly actions: ObjectActions;
	readonly column: TrackId;
	/** While it is dragged; `null` when that is over. Pixels. */
	readonly ondrag: (width: number | null) => void;
}

/** A column's edge that is dragged; a double click makes the column as wide as its words again. */
export function columnResizer({ actions, column, ondrag }: ColumnResizerParts): Attachment<HTMLElement> {
	const { least, most } = OBJECT_LIMITS.columnWidth;
	return (edge) => {
		let from: { readonly x: number; readonly width: number; readonly sign: 1 | -1 } | null = null;
		let width: number | null = null;
		const stop = new AbortController();
		const { signal } = stop;
		const end = (isKept: boolean): void => {
			if (isKept && width !== null) {
				const chosen = width;
				actions.endStep();
				actions.change((marker) => setColumnWidth(marker, column, chosen));
				actions.endStep();
			}
			from = width = null;
			ondrag(null);
		};
		edge.addEventListener(
			'pointerdown',
			(event) => {
				const cell = edge.parentElement;
				if (cell === null || event.button !== 0) return;
				event.preventDefault();
				event.stopPropagation();
				edge.setPointerCapture(event.pointerId);
				const sign = getComputedStyle(cell).direction === 'rtl' ? -1 : 1;
				from = { x: event.clientX, width: cell.getBoundingClientRect().width, sign };
			},
			{ signal }
		);
		edge.addEventListener(
			'pointermove',
			(event) => {
				if (from === null) return;
				width = Math.max(least, Math.min(most, from.width + from.sign * (event.clientX - from.x)));
				ondrag(width);
			},
			{ signal }
		);
		edge.addEventListener('pointerup', () => end(true), { signal });
		edge.addEventListener('pointercancel', () => end(false), { signal });
		edge.addEventListener(
			'dblclick',
			() => actions.change((marker) => setColumnWidth(marker, column, null)),
			{
				signal
			}
		);
		return () => stop.abort();
	};
}

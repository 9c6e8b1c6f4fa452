import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import type * as Y from 'yjs';
import { TextBinding } from '$lib/sync/text-field/text-binding.ts';
import type { Marker } from '#model/page/read-page.ts';
import { applySplice } from '#model/yjs/rewrite-text.ts';
import type { ObjectActions } from './object-actions.ts';
import type { PeopleInside } from './people-inside.svelte.ts';

export interface ObjectFieldParts {
	readonly actions: ObjectActions;
	/** The text of the object that this field is for; made where there is none. Called inside a transaction. */
	readonly text: (marker: Marker) => Y.Text;
	readonly people: PeopleInside | null;
	/** Takes the focus at once, at this place. */
	readonly focus: 'start' | 'end' | null;
	readonly onkeydown?: (event: KeyboardEvent, area: HTMLTextAreaElement) => void;
}

/** Binds a field to one of the texts that an object holds: others type there too, and undo is the page's. */
export function objectField(parts: ObjectFieldParts): Attachment<HTMLTextAreaElement> {
	return (area) => untrack(() => bind(area, parts));
}

function bind(
	area: HTMLTextAreaElement,
	{ actions, text: find, people, focus, onkeydown }: ObjectFieldParts
) {
	const found: Y.Text[] = [];
	actions.change((marker) => void found.push(find(marker)));
	const [bound] = found;
	if (bound === undefined) return undefined;
	const binding = new TextBinding(area, bound, {
		write: (splice) => actions.change(() => applySplice(bound, splice))
	});
	const stop = new AbortController();
	const { signal } = stop;
	const tell = (): void =>
		people?.tell(
			document.activeElement === area
				? { text: bound, anchor: area.selectionStart, head: area.selectionEnd }
				: null
		);
	area.addEventListener('focus', () => (actions.select(), tell()), { signal });
	area.addEventListener('blur', tell, { signal });
	area.addEventListener('input', tell, { signal });
	document.addEventListener('selectionchange', () => document.activeElement === area && tell(), { signal });
	area.addEventListener(
		'keydown',
		(event) => {
			if (!event.isComposing && !undoKey(event, actions)) onkeydown?.(event, area);
		},
		{ signal }
	);
	area.addEventListener('beforeinput', (event) => undoInput(event, actions), { signal });
	if (focus !== null) {
		area.focus({ preventScroll: true });
		const at = focus === 'start' ? 0 : area.value.length;
		area.setSelectionRange(at, at);
		area.scrollIntoView({ block: 'nearest', inline: 'nearest' });
	}
	return () => {
		// A field that is taken away says no more that it was left.
		if (document.activeElement === area) people?.tell(null);
		stop.abort();
		binding.destroy();
	};
}

/** The field's own undo knows nothing of what others typed there. */
function undoKey(event: KeyboardEvent, actions: ObjectActions): boolean {
	if (!(event.ctrlKey || event.metaKey) || event.altKey) return false;
	const key = event.key.toLowerCase();
	if (key !== 'z' && key !== 'y') return false;
	event.preventDefault();
	if (key === 'y' || event.shiftKey) actions.redo();
	else actions.undo();
	return true;
}

/** From the browser's menu, or by shaking a phone. */
function undoInput(event: InputEvent, actions: ObjectActions): void {
	if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return;
	event.preventDefault();
	if (event.inputType === 'historyUndo') actions.undo();
	else actions.redo();
}

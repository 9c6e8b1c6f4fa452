import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { readUser } from '$lib/sync/awareness-user.ts';
import { MEMBER_COLORS, type MemberColor } from '#model/session/session.ts';
import type { PageBinding } from '../binding/page-binding.ts';
import { liveSelection } from './live-selection.ts';

/** The field of everybody's presence in which this editor puts its selection: two Yjs relative positions. */
const FIELD = 'cursor';

interface Person {
	readonly client: number;
	readonly name: string;
	readonly color: MemberColor;
	readonly anchor: number;
	readonly head: number;
}

interface PresenceState {
	readonly people: readonly Person[];
	readonly decorations: DecorationSet;
}

const key = new PluginKey<PresenceState>('presence');

/** Who is on the page, and where: positions in the editor's document. */
export function peopleOnPage(state: EditorState): readonly Person[] {
	return key.getState(state)?.people ?? [];
}

/** Shows where the others are, and tells them where we are while the editor has the focus. */
export function presencePlugin(awareness: Awareness, binding: PageBinding, somebody: string): Plugin {
	return new Plugin<PresenceState>({
		key,
		state: {
			init: () => ({ people: [], decorations: DecorationSet.empty }),
			apply(tr, value, _before, after) {
				const arrived = tr.getMeta(key) as readonly Person[] | undefined;
				if (arrived !== undefined) return { people: arrived, decorations: decorate(arrived, after.doc) };
				if (!tr.docChanged) return value;
				return { people: value.people, decorations: value.decorations.map(tr.mapping, tr.doc) };
			}
		},
		props: { decorations: (state) => key.getState(state)?.decorations },
		view(view) {
			const others = followOthers(view, awareness, binding, somebody);
			const own = tellOthers(view, awareness, binding);
			return {
				update: (now, before) => {
					own.update();
					// Somebody's position may come before the text that it is in.
					if (now.state.doc !== before.doc) others.textChanged();
				},
				destroy: () => {
					others.destroy();
					own.destroy();
				}
			};
		}
	});
}

function followOthers(view: EditorView, awareness: Awareness, binding: PageBinding, somebody: string) {
	let frame = 0;
	let unresolved = false;
	const show = (): void => {
		frame = 0;
		if (view.isDestroyed) return;
		const people: Person[] = [];
		unresolved = false;
		for (const [client, state] of awareness.getStates()) {
			if (client === awareness.clientID) continue;
			const person = readPerson(client, state, binding, somebody);
			if (person !== null) people.push(person);
			else if (state.cursor != null) unresolved = true;
		}
		const before = key.getState(view.state)?.people ?? [];
		if (people.length === 0 && before.length === 0) return;
		const tr = view.state.tr.setMeta(key, people).setMeta('addToHistory', false);
		const selection = liveSelection(view);
		if (!selection.eq(tr.selection)) tr.setSelection(selection);
		view.dispatch(tr);
	};
	// Once a frame, however many move: every dispatch costs a pass over the page.
	const later = (): void => {
		if (frame === 0) frame = requestAnimationFrame(show);
	};
	awareness.on('change', later);
	later();
	return {
		textChanged: () => {
			if (unresolved) later();
		},
		destroy: () => {
			cancelAnimationFrame(frame);
			awareness.off('change', later);
		}
	};
}

function tellOthers(view: EditorView, awareness: Awareness, binding: PageBinding) {
	let told: { anchor: number; head: number } | null = null;
	const update = (): void => {
		const { anchor, head } = view.state.selection;
		const shown = view.hasFocus();
		if (!shown) {
			if (told !== null) awareness.setLocalStateField(FIELD, null);
			told = null;
			return;
		}
		const place = { anchor: binding.offsetAt(anchor), head: binding.offsetAt(head) };
		if (told !== null && told.anchor === place.anchor && told.head === place.head) return;
		told = place;
		const relative = (offset: number) => Y.createRelativePositionFromTypeIndex(binding.text, offset, -1);
		awareness.setLocalStateField(FIELD, { anchor: relative(place.anchor), head: relative(place.head) });
	};
	view.dom.addEventListener('focusin', update);
	view.dom.addEventListener('focusout', update);
	return {
		update,
		destroy: () => {
			view.dom.removeEventListener('focusin', update);
			view.dom.removeEventListener('focusout', update);
			awareness.setLocalStateField(FIELD, null);
		}
	};
}

/** Presence is what another client says: everything in it may be missing, wrong or hostile. */
function readPerson(
	client: number,
	state: Readonly<Record<string, unknown>>,
	binding: PageBinding,
	somebody: string
): Person | null {
	const cursor = state.cursor as Record<string, unknown> | null | undefined;
	if (typeof cursor !== 'object' || cursor === null) return null;
	const anchor = positionOf(cursor.anchor, binding);
	const head = positionOf(cursor.head, binding);
	if (anchor === null || head === null) return null;
	const { name, color } = readUser(client, state) ?? { name: somebody, color: MEMBER_COLORS[0] };
	return { client, name, color, anchor, head };
}

function positionOf(json: unknown, binding: PageBinding): number | null {
	try {
		const relative = Y.createRelativePositionFromJSON(json);
		const place = Y.createAbsolutePositionFromRelativePosition(relative, binding.text.doc!);
		return place?.type === binding.text ? binding.positionAt(place.index) : null;
	} catch {
		// Not a position: somebody else's client wrote it.
		return null;
	}
}

function decorate(people: readonly Person[], doc: Node): DecorationSet {
	const size = doc.content.size;
	const decorations: Decoration[] = [];
	for (const person of people) {
		const head = Math.min(person.head, size);
		const anchor = Math.min(person.anchor, size);
		decorations.push(
			// Another key where they moved to: the name shows again for a moment.
			Decoration.widget(head, () => caretElement(person), {
				key: `${person.client}@${head}${person.name}`,
				side: 10,
				ignoreSelection: true
			})
		);
		if (anchor !== head)
			decorations.push(
				Decoration.inline(Math.min(anchor, head), Math.max(anchor, head), {
					class: `selected-by ${person.color}`
				})
			);
	}
	return DecorationSet.create(doc, decorations);
}

function caretElement({ name, color }: Person): HTMLElement {
	const caret = document.createElement('span');
	caret.className = `caret ${color}`;
	caret.setAttribute('aria-hidden', 'true');
	const label = document.createElement('span');
	label.className = 'caret-name';
	// With a direction of its own, a name says nothing about that of the words around it.
	label.dir = 'auto';
	label.textContent = name;
	caret.append(label);
	return caret;
}

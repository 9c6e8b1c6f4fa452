import * as Y from 'yjs';
import { t } from '$lib/messages/page.ts';
import { readUser } from '$lib/sync/awareness-user.ts';
import type { OpenDocument } from '$lib/sync/open-document.ts';
import type { Marker } from '#model/page/read-page.ts';
import { MEMBER_COLORS, type MemberColor } from '#model/session/session.ts';

/** Where the editor puts its selection, too: whoever is in a cell is nowhere in the text. */
const FIELD = 'cursor';

/** Somebody else whose caret is in a text of this object. */
export interface PersonInside {
	readonly client: number;
	readonly name: string;
	readonly color: MemberColor;
	/** The key of the text among the object's. */
	readonly key: string;
	readonly offset: number;
}

/** Who else writes in an object, and telling them where this person does. */
export class PeopleInside {
	readonly #document: OpenDocument;
	readonly #marker: () => Marker | null;
	#people = $state.raw<readonly PersonInside[]>([]);
	#frame = 0;
	readonly #later = (): void => {
		if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#look());
	};

	constructor(document: OpenDocument, marker: () => Marker | null) {
		this.#document = document;
		this.#marker = marker;
		document.awareness.on('change', this.#later);
		this.#later();
	}

	get all(): readonly PersonInside[] {
		return this.#people;
	}

	/** The object's texts have changed: places in them are others now. */
	textChanged(): void {
		this.#later();
	}

	/** `null`: this person writes in it no more. */
	tell(place: { readonly text: Y.Text; readonly anchor: number; readonly head: number } | null): void {
		const relative = (offset: number) => Y.createRelativePositionFromTypeIndex(place!.text, offset, -1);
		this.#document.awareness.setLocalStateField(
			FIELD,
			place && { anchor: relative(place.anchor), head: relative(place.head) }
		);
	}

	destroy(): void {
		cancelAnimationFrame(this.#frame);
		this.#document.awareness.off('change', this.#later);
	}

	#look(): void {
		this.#frame = 0;
		const { awareness, doc } = this.#document;
		const marker = this.#marker();
		const people: PersonInside[] = [];
		for (const [client, state] of awareness.getStates()) {
			if (client === awareness.clientID || marker === null) continue;
			const place = placeOf(state[FIELD], doc, marker);
			if (place === null) continue;
			const { name, color } = readUser(client, state) ?? { name: t.somebody, color: MEMBER_COLORS[0] };
			people.push({ client, name, color, ...place });
		}
		if (people.length > 0 || this.#people.length > 0) this.#people = people;
	}
}

/** Presence is what another client says: everything in it may be missing, wrong or hostile. */
function placeOf(cursor: unknown, doc: Y.Doc, marker: Marker): Pick<PersonInside, 'key' | 'offset'> | null {
	if (typeof cursor !== 'object' || cursor === null) return null;
	try {
		const relative = Y.createRelativePositionFromJSON((cursor as { readonly head?: unknown }).head);
		const place = Y.createAbsolutePositionFromRelativePosition(relative, doc);
		if (!(place?.type instanceof Y.Text)) return null;
		const { parent, _item: item } = place.type;
		const isHere = parent === marker || parent?.parent === marker;
		return isHere && item?.parentSub != null ? { key: item.parentSub, offset: place.index } : null;
	} catch {
		// Not a position: somebody else's client wrote it.
		return null;
	}
}

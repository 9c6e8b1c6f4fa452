import * as Y from 'yjs';

/** What an embedded type held, kept for the case that it is wanted back. Values that are no type are as they were. */
export type Content =
	| { readonly type: 'value'; readonly value: unknown }
	| { readonly type: 'map'; readonly entries: ReadonlyMap<string, Content> }
	| { readonly type: 'list'; readonly items: readonly Content[] }
	| { readonly type: 'text'; readonly parts: readonly TextPart[] };

interface TextPart {
	readonly insert: string | Content;
	readonly attributes: Attributes;
}

/** Marks by name, as Yjs stores them. */
export type Attributes = Readonly<Record<string, unknown>>;

/** Whether an item was there when the transaction began. */
export function wasThere(item: Y.Item, transaction: Y.Transaction): boolean {
	if (item.id.clock >= (transaction.beforeState.get(item.id.client) ?? 0)) return false;
	return !item.deleted || Y.isDeleted(transaction.deleteSet, item.id);
}

export function withAttribute(attributes: Attributes, key: string, value: unknown): Attributes {
	const next: Record<string, unknown> = { ...attributes };
	if (value === null) delete next[key];
	else next[key] = value;
	return next;
}

/**
 * What an item of one value held before this transaction. To be asked while the transaction's observers run: later, what was
 * deleted is no longer there to read. `null`: something that this code cannot make anew.
 */
export function contentBefore(item: Y.Item, transaction: Y.Transaction): Content | null {
	const { content } = item;
	if (!(content instanceof Y.ContentType)) {
		const value: unknown = content.getContent()[0];
		return value === undefined ? null : { type: 'value', value };
	}
	const { type } = content;
	if (type instanceof Y.Text) return textBefore(type, transaction);
	if (type instanceof Y.Map) return mapBefore(type, transaction);
	if (type instanceof Y.Array) return listBefore(type, transaction);
	return null;
}

function mapBefore(map: Y.Map<unknown>, transaction: Y.Transaction): Content {
	const entries = new Map<string, Content>();
	for (const [key, last] of map._map) {
		let item: Y.Item | null = last;
		// A key that was set in this transaction has its earlier value to the left.
		while (item !== null && !wasThere(item, transaction)) item = item.left;
		const content = item === null ? null : contentBefore(item, transaction);
		if (content !== null) entries.set(key, content);
	}
	return { type: 'map', entries };
}

function listBefore(list: Y.Array<unknown>, transaction: Y.Transaction): Content {
	const items: Content[] = [];
	for (let item = list._start; item !== null; item = item.right) {
		if (!item.countable || !wasThere(item, transaction)) continue;
		if (item.length === 1) {
			const content = contentBefore(item, transaction);
			if (content !== null) items.push(content);
		} else for (const value of item.content.getContent() as unknown[]) items.push({ type: 'value', value });
	}
	return { type: 'list', items };
}

function textBefore(text: Y.Text, transaction: Y.Transaction): Content {
	const parts: TextPart[] = [];
	let attributes: Attributes = {};
	for (let item = text._start; item !== null; item = item.right) {
		if (!wasThere(item, transaction)) continue;
		const { content } = item;
		if (content instanceof Y.ContentFormat)
			attributes = withAttribute(attributes, content.key, content.value);
		else if (content instanceof Y.ContentString) {
			const last = parts.at(-1);
			if (last?.attributes === attributes && typeof last.insert === 'string')
				parts[parts.length - 1] = { insert: last.insert + content.str, attributes };
			else parts.push({ insert: content.str, attributes });
		} else {
			const embedded = item.countable ? contentBefore(item, transaction) : null;
			if (embedded !== null) parts.push({ insert: embedded, attributes });
		}
	}
	return { type: 'text', parts };
}

/** Makes it anew, as what can be put into a map, a list or a text. */
export function madeAnew(content: Content): unknown {
	switch (content.type) {
		case 'value':
			return content.value;
		case 'map':
			return new Y.Map([...content.entries].map(([key, value]): [string, unknown] => [key, madeAnew(value)]));
		case 'list': {
			const list = new Y.Array<unknown>();
			list.push(content.items.map(madeAnew));
			return list;
		}
		case 'text': {
			const text = new Y.Text();
			text.applyDelta(
				content.parts.map(({ insert, attributes }) => ({
					insert: typeof insert === 'string' ? insert : madeAnew(insert),
					attributes
				})),
				{ sanitize: false }
			);
			return text;
		}
	}
}

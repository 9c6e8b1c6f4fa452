import * as Y from 'yjs';

/** What of a list came and went in a transaction. */
export interface ChangedItems {
	readonly added: readonly Y.Item[];
	/** With what was in them. */
	readonly deleted: readonly Y.Item[];
}

/**
 * The items of a list that a transaction brought and took, for its observers. An event's own `changes` walks through the
 * whole list, with everything that was ever deleted from it; this looks at what is new in the document only.
 */
export function changedItems(list: unknown, transaction: Y.Transaction): ChangedItems {
	const { beforeState, afterState, deleteSet, doc } = transaction;
	const added: Y.Item[] = [];
	const deleted: Y.Item[] = [];
	for (const [client, end] of afterState) {
		const begin = beforeState.get(client) ?? 0;
		if (begin === end) continue;
		const structs = doc.store.clients.get(client)!;
		for (let at = Y.findIndexSS(structs, begin); at < structs.length; at++) {
			const item = structs[at];
			if (item instanceof Y.Item && item.parent === list && !item.deleted) added.push(item);
		}
	}
	Y.iterateDeletedStructs(transaction, deleteSet, (item) => {
		const isOld = item.id.clock < (beforeState.get(item.id.client) ?? 0);
		if (isOld && item instanceof Y.Item && item.parent === list) deleted.push(item);
	});
	return { added, deleted };
}

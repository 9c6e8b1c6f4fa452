import { Plugin } from '@tiptap/pm/state';
import { createBlockId } from '#model/page/block.ts';
import { drawnKey } from '../binding/page-binding.ts';

/**
 * Gives an id to every block that an edit made: new ones, copies and the second half of a split one. The first in order keeps
 * a repeated id. What was drawn from the document has its ids already.
 */
export function identifyBlocks(): Plugin {
	return new Plugin({
		appendTransaction(transactions, before, after) {
			const edited = transactions.some((tr) => tr.docChanged && tr.getMeta(drawnKey) !== true);
			if (!edited || before.doc.eq(after.doc)) return null;
			const used = new Set<unknown>();
			const tr = after.tr;
			after.doc.forEach((node, position) => {
				const id: unknown = node.attrs.id;
				if (id === null || used.has(id)) tr.setNodeAttribute(position, 'id', createBlockId());
				else used.add(id);
			});
			return tr.docChanged ? tr : null;
		}
	});
}

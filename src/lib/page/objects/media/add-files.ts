import { createBlockId } from '#model/page/block.ts';
import { pageSchemaForEditing as schema } from '#model/page/schema.ts';
import { insertBlocks } from '../../editing/block-commands.ts';
import type { PageEditing } from '../../page-editing.svelte.ts';
import { objectsOfFiles } from './objects-of-files.ts';

/** Puts files into a page, where the caret is once they are fit for it. */
export async function addFiles(editing: PageEditing, files: readonly File[]): Promise<void> {
	const objects = await objectsOfFiles(editing.document, editing.objects.works, files);
	if (editing.view.isDestroyed || objects.length === 0) return;
	editing.run(
		insertBlocks(objects.map((object) => schema.nodes.object.create({ id: createBlockId(), object })))
	);
}

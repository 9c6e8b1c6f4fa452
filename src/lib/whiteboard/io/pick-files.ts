import { chooseFiles } from '$lib/ui/choose-files.ts';
import { toast } from '$lib/ui/toast.svelte.ts';
import { t as ui } from '$lib/messages/ui.ts';
import { centreOf } from '#model/whiteboard/geometry.ts';
import type { Editor } from '../editor.svelte.ts';

const ACCEPTED = [
	'.excalidraw',
	'.excalidrawlib',
	'.tldr',
	'.json',
	'.svg',
	'.csv',
	'.tsv',
	'image/png',
	'image/svg+xml',
	'text/csv',
	'application/json'
];

/** Lets people choose drawings and tables from their device; they come into the middle of the window. */
export function pickFiles(editor: Editor): void {
	chooseFiles(ACCEPTED.join(','), (files) => {
		import('./take-in.ts')
			.then(({ takeFiles }) => takeFiles(editor, [...files], centreOf(editor.visible)))
			.catch(() => toast.show({ text: ui.notLoaded, kind: 'problem' }));
	});
}

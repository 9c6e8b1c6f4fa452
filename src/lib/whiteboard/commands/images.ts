import Captions from '@lucide/svelte/icons/captions';
import ImagePlus from '@lucide/svelte/icons/image-plus';
import { t } from '$lib/messages/whiteboard-images.ts';
import { pickImages } from '../images/pick.ts';
import type { Command } from './command.ts';

export const addImages: Command = {
	id: 'add-images',
	group: 'tools',
	label: () => t.addImages,
	shortcuts: ['I'],
	writes: true,
	icon: ImagePlus,
	menu: 'board',
	inserts: true,
	run: pickImages
};

export const describeImage: Command = {
	id: 'describe-image',
	group: 'edit',
	label: () => t.describe,
	shortcuts: [],
	writes: true,
	icon: Captions,
	menu: 'selection',
	blocked: (editor) => {
		const [only, ...others] = editor.selectedShapes;
		return only?.type === 'image' && others.length === 0 ? null : t.describeNoImage;
	},
	run: (editor) => editor.panels.open('describe')
};

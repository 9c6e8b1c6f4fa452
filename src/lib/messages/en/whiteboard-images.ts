import { plural } from '../locale.ts';

export default {
	preparing: (count: number) =>
		plural(count, { one: 'Getting the image ready…', other: 'Getting # images ready…' }),
	added: (count: number) => plural(count, { one: 'Image added', other: '# images added' }),
	firstPictureOnly: 'Of the animation, only its first picture is on the board.',
	/** Before the name of a file, where several were added. */
	ofFile: (name: string, problem: string) => (name === '' ? problem : `${name}: ${problem}`),
	problems: {
		'not-an-image': 'This is not an image that your browser can read.',
		'too-large': 'This image is too large; up to 60 MB can be added.',
		'too-many-pixels': 'This image has too many pixels; make it smaller than 120 megapixels first.'
	},
	tooMany: (most: number) => `At most ${most} images at once; the others were left out.`,
	notKept:
		'This device cannot keep images. Leave the tab open until the sign in the image’s corner is gone, else the others will not see it.',
	offline: 'Added here. The others will see it when you are connected again.',
	refused: {
		'no-right': 'The image could not be sent: you may no longer change this board.',
		'board-full': 'The image could not be sent: this board has as many images as there can be.',
		'not-taken': 'The server did not take the image. Save it in another format, and try again.'
	},
	tryAgain: 'Try again',
	addImages: 'Add images',
	describe: 'Describe the image',
	describeTitle: 'What does the image show?',
	describeHint: 'For those who cannot see it, and for search.',
	describeNoImage: 'Select an image first',
	save: 'Save',
	cancel: 'Cancel',
	described: 'Description saved'
};

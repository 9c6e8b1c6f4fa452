export default {
	dash: 'Stroke',
	dashes: { solid: 'Solid', dashed: 'Dashed', dotted: 'Dotted' },
	hand: 'Drawn by',
	looks: { drawn: 'Hand', clean: 'Ruler' },
	opacity: 'Opacity',
	font: 'Typeface',
	fonts: { sans: 'Plain', serif: 'Serif', mono: 'Typewriter', hand: 'Handwriting' },
	align: 'Alignment',
	aligns: { start: 'At the start', center: 'Centred', end: 'At the end' },
	list: 'List',
	lists: { none: 'No list', bullets: 'Bullets', numbers: 'Numbers' },
	letters: 'Letters',
	bold: 'Bold',
	italic: 'Italic',
	mixed: 'mixed'
};

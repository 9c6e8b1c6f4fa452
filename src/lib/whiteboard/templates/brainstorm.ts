import { field, hint, label, note, sheet, type Template, title } from './template.ts';

const COLORS = ['amber', 'sky', 'moss', 'rose'] as const;

export default {
	parts: [
		sheet(1440, 860, 'name'),
		title(56, 44, 960, 'question'),
		hint(56, 108, 960, 'rules'),
		field([48, 164, 996, 648], 'ink'),
		...Array.from({ length: 15 }, (_, at) =>
			note(
				76 + (at % 5) * 190,
				192 + Math.floor(at / 5) * 202,
				COLORS[(at + Math.floor(at / 5)) % 4]!,
				'',
				164
			)
		),
		field([1076, 164, 316, 310], 'plum'),
		label(1100, 184, 270, 'favourites'),
		hint(1100, 222, 270, 'favouritesHint'),
		field([1076, 502, 316, 310], 'clay'),
		label(1100, 522, 270, 'later'),
		hint(1100, 560, 270, 'laterHint')
	]
} satisfies Template;

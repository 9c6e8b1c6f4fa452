import { field, hint, label, note, type Part, sheet, title } from './template.ts';
import type { BoardColor } from '#model/whiteboard/style.ts';

interface Quadrant {
	readonly says: string;
	readonly hint: string;
	readonly color: BoardColor;
}

/** Two axes and four fields: top left, top right, bottom left, bottom right. */
export function quadrants(
	fields: readonly [Quadrant, Quadrant, Quadrant, Quadrant],
	notes: readonly Part[]
): Part[] {
	const [left, top, w, h] = [136, 150, 560, 330];
	return [
		sheet(1340, 900, 'name'),
		title(64, 40, 1200, 'heading'),
		hint(64, 102, 1200, 'howTo'),
		...fields.flatMap(({ says, hint: said, color }, at) => {
			const [x, y] = [left + (at % 2) * (w + 12), top + Math.floor(at / 2) * (h + 12)];
			return [
				field([x, y, w, h], color),
				label(x + 20, y + 16, w - 40, says, { color }),
				hint(x + 20, y + 52, w - 40, said)
			];
		}),
		{ as: 'arrow', from: [112, top + 2 * h + 36], to: [112, top - 8], style: { width: 3 } },
		{
			as: 'arrow',
			from: [112, top + 2 * h + 36],
			to: [left + 2 * w + 24, top + 2 * h + 36],
			style: { width: 3 }
		},
		{
			as: 'text',
			at: [-238, top + h - 10, 620, 31],
			says: 'upAxis',
			turn: -Math.PI / 2,
			style: { fontSize: 22, bold: true, align: 'center' }
		},
		{
			as: 'text',
			at: [left, top + 2 * h + 50, 2 * w, 31],
			says: 'rightAxis',
			style: { fontSize: 22, bold: true, align: 'center' }
		},
		...notes
	];
}

export const small = (x: number, y: number, color: BoardColor): Part => note(x, y, color, '', 128);

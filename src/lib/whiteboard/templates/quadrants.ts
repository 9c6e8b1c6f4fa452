import { field, hint, label, note, type Part, sheet, type Template, title } from './template.ts';
import type { BoardColor } from '#model/whiteboard/style.ts';

/** The name of its words (its hint's are called after it), and its colour. */
type Quadrant = readonly [says: string, color: BoardColor];

/** An empty note, to show where they go. */
type Spot = readonly [x: number, y: number, color: BoardColor];

/** Two axes and four fields: top left, top right, bottom left, bottom right. */
export function quadrants(
	fields: readonly [Quadrant, Quadrant, Quadrant, Quadrant],
	spots: readonly Spot[]
): Template {
	const [left, top, w, h] = [136, 150, 560, 330];
	const parts: Part[] = [
		sheet(1340, 900, 'name'),
		title(64, 40, 1200, 'heading'),
		hint(64, 102, 1200, 'howTo'),
		...fields.flatMap(([says, color], at) => {
			const [x, y] = [left + (at % 2) * (w + 12), top + Math.floor(at / 2) * (h + 12)];
			return [
				field([x, y, w, h], color),
				label(x + 20, y + 16, w - 40, says, { color }),
				hint(x + 20, y + 52, w - 40, `${says}Hint`)
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
		...spots.map(([x, y, color]) => note(x, y, color, '', 128))
	];
	return { parts };
}

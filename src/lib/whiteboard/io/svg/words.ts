import type { Align } from '#model/whiteboard/style.ts';
import { shapeOf } from '../drawing.ts';
import { mapped } from '../vector/matrix.ts';
import { textIn, type XmlElement } from './xml-reader.ts';
import { type Context, type Result, scaleOf } from './context.ts';
import { numbersIn } from './transform.ts';
import { paintOf } from './looks.ts';

const ALIGNS: Readonly<Record<string, Align>> = { start: 'start', middle: 'center', end: 'end' };

/** A text in the size that it has on the drawing; its lines are those of its spans, where these say where they stand. */
export function addText(element: XmlElement, context: Context, { pieces, changes }: Result): void {
	const spans = element.children.filter(
		(child) => typeof child !== 'string' && child.name === 'tspan'
	) as XmlElement[];
	const isLines =
		spans.length > 1 && spans.every(({ attributes }) => 'y' in attributes || 'dy' in attributes);
	const text = isLines
		? spans.map((span) => textIn(span).trim()).join('\n')
		: textIn(element).replace(/\s+/gu, ' ').trim();
	if (text === '') return;
	const { looks, matrix } = context;
	const first = { ...spans[0]?.attributes, ...element.attributes };
	const size = Math.min(400, Math.max(6, (parseFloat(looks['font-size'] ?? '16') || 16) * scaleOf(matrix)));
	const at = mapped(matrix, { x: numbersIn(first.x ?? '0')[0] ?? 0, y: numbersIn(first.y ?? '0')[0] ?? 0 });
	const lines = text.split('\n');
	const w = Math.max(...lines.map((line) => line.length)) * size * 0.52;
	const h = lines.length * size * 1.3;
	const align = ALIGNS[looks['text-anchor'] ?? 'start'] ?? 'start';
	const left = at.x - (align === 'center' ? w / 2 : align === 'end' ? w : 0);
	const color = paintOf(looks.fill ?? '#000000', changes);
	const family = (looks['font-family'] ?? '').toLowerCase();
	const shape = shapeOf('text', {
		x: left,
		y: at.y - size,
		w,
		h,
		rotation: Math.atan2(matrix[1], matrix[0]),
		groups: context.groups,
		autoWidth: true,
		style: {
			color: 'ink',
			ownStroke: color === '#000000' ? null : color,
			fontSize: size,
			font: /mono|courier/u.test(family)
				? 'mono'
				: /(?<!sans-)serif|georgia|times/u.test(family)
					? 'serif'
					: 'sans',
			bold: /bold|[6-9]00/u.test(looks['font-weight'] ?? ''),
			italic: /italic|oblique/u.test(looks['font-style'] ?? ''),
			align,
			opacity: Math.min(1, Math.max(0.1, Number(looks.opacity)))
		}
	});
	pieces.push({ shape, text });
}

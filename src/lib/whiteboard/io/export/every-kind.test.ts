import { describe, expect, it } from 'vitest';
import { createCommentId, createThreadId, type Thread } from '#model/whiteboard/comments/comments.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { sampleShape } from '#model/whiteboard/shapes/test-shapes.ts';
import { SHAPE_KINDS, type Shape, type ShapeType } from '#model/whiteboard/shapes/registry.ts';
import { Changes } from '../changes.ts';
import { drawingOf } from '../drawing.ts';
import { writeExcalidraw } from '../excalidraw/write.ts';
import { readOwn } from '../own-read.ts';
import { ownJson } from '../own-write.ts';
import { readDrawing } from '../read-file.ts';
import { PLAIN_THEME } from '../test-theme.ts';
import { PdfResources, PdfSink } from '../vector/pdf-sink.ts';
import { SvgSink } from '../vector/svg-sink.ts';
import { withTracedPaths } from '../vector/traced-path.ts';
import { parseFont } from '../vector/css-font.ts';
import { VectorContext } from '../vector/vector-context.ts';
import type { VectorSink } from '../vector/vector-sink.ts';
import { outlineOf } from './outline.ts';
import { Picture } from './picture.ts';

const TYPES = Object.keys(SHAPE_KINDS) as ShapeType[];

/** Any use of a canvas beyond what can be written as vectors fails here, and not in somebody's export. */
function strict(context: VectorContext): CanvasRenderingContext2D {
	return new Proxy(context, {
		get(target, key) {
			if (!(key in target)) throw new Error(`painters use ${String(key)} of the canvas`);
			const value: unknown = Reflect.get(target, key);
			return typeof value === 'function' ? (value.bind(target) as unknown) : value;
		},
		set(target, key, value) {
			if (!(key in target)) throw new Error(`painters set ${String(key)} of the canvas`);
			return Reflect.set(target, key, value);
		}
	}) as unknown as CanvasRenderingContext2D;
}

function paint(sink: VectorSink, shape: Shape, text: string): void {
	const context = new VectorContext(sink, (words, font) => words.length * 0.5 * parseFont(font)!.size);
	const picture = new Picture([{ shape, text }], { measure: (words) => words.length * 50, pictures: null });
	const thinly = (opacity: number, layer: () => void): void => context.thinly(opacity, layer);
	withTracedPaths(() => picture.paint({ context: strict(context), theme: PLAIN_THEME, scale: 8, thinly }));
}

/** What people said about a shape, or a place. */
function thread(on: ShapeId | null, ...said: readonly (readonly [name: string, text: string])[]): Thread {
	const id = createThreadId();
	const point = { x: 0, y: 0 };
	const pin = { point, on: on === null ? null : { shape: on, at: point } };
	const comments = said.map(([name, text], at) => {
		return { id: createCommentId(), thread: id, pin, author: name, name, at, text, editedAt: null };
	});
	return { id, comments, pin, resolved: null, leftAt: null };
}

function textFor(type: ShapeType): string {
	if (type === 'table') return 'said\tb\nc\td\ne\tf';
	return SHAPE_KINDS[type].hasText ? 'said' : '';
}

describe.each(TYPES)('a shape of the kind %s', (type) => {
	const plain = sampleShape(type);
	const text = textFor(type);

	it.each([
		['as it is', plain],
		[
			'dashed, filled and thin',
			{ ...plain, style: { ...plain.style, dash: 'dashed', fill: 'solid', opacity: 0.5, ownFill: '#ffcc00' } }
		],
		[
			'clean and turned',
			{ ...plain, rotation: 0.3, style: { ...plain.style, look: 'clean', list: 'numbers', align: 'end' } }
		]
	] as [string, Shape][])('is painted as vectors, %s', (_, shape) => {
		const svg = new SvgSink({ box: shape, paper: null, title: '', metadata: '', imageData: () => null });
		paint(svg, shape, text);
		expect(svg.toString()).toMatch(/<(path|text) /u);
		expect(svg.toString()).not.toContain('NaN');
		if (text !== '') expect(svg.toString()).toContain('>said</text>');
		const pdf = new PdfSink({
			resources: new PdfResources(),
			box: shape,
			paper: null,
			imageData: () => null,
			picture: () => null
		});
		paint(pdf, shape, text);
		expect(pdf.page.content).not.toContain('NaN');
	});

	it('comes back from our own file and from Excalidraw as it was', async () => {
		const drawing = drawingOf([{ shape: { ...plain, author: '' }, text }], new Changes());
		if (!drawing.ok) throw new Error(drawing.refusal);
		const { pieces } = drawing.drawing;
		const again = [
			readOwn(ownJson(pieces, '')),
			readDrawing(await writeExcalidraw(drawing.drawing, PLAIN_THEME))
		];
		for (const reading of again) {
			if (!reading.ok) throw new Error(reading.refusal);
			expect(reading.drawing.pieces).toHaveLength(1);
			const [piece] = reading.drawing.pieces;
			const { id, order } = piece!.shape;
			expect({ ...piece, shape: piece!.shape }).toEqual({
				...pieces[0],
				shape: { ...pieces[0]!.shape, id, order }
			});
		}
	});
});

describe('an outline', () => {
	it('has frames as headings, what connects what, and nothing that Markdown would take for its own', () => {
		const frame = { ...sampleShape('frame'), x: 0, y: 0 };
		const note = { ...sampleShape('note'), frame: frame.id, x: 10, y: 10 };
		const other = { ...sampleShape('rectangle'), x: 900, y: 10 };
		const arrow = {
			...sampleShape('arrow'),
			start: { shape: note.id, at: { x: 1, y: 0.5 } },
			end: { shape: other.id, at: { x: 0, y: 0.5 } },
			y: 400
		};
		const outline = outlineOf(
			[
				{ shape: frame, text: 'Plan *B*' },
				{ shape: note, text: '# one\n<b>two</b>' },
				{ shape: other, text: 'Three' },
				{ shape: arrow, text: 'so' },
				{ shape: { ...sampleShape('link'), y: 800, url: 'https://example.org/(a)' }, text: '' }
			],
			{
				title: 'Board',
				words: {
					unnamedFrame: 'untitled',
					comments: 'Comments',
					resolved: (comment) => `${comment} (resolved)`
				},
				comments: [
					thread(note.id, ['Ada', 'Why\nthis?'], ['Bo', 'Because.']),
					thread(frame.id, ['Eve', '*All* of it']),
					{ ...thread(null, ['Cy', 'Later']), resolved: { author: 'a', name: 'Ada', at: 3 } }
				]
			}
		);
		expect(outline.split('\n')).toEqual([
			'# Board',
			'',
			'- Three',
			'- \\# one \\<b\\>two\\</b\\> → Three: so',
			'- [https://example.org/(a)](https://example.org/(a%29)',
			'',
			'## Plan \\*B\\*',
			'',
			'- **Eve:** \\*All\\* of it',
			'- \\# one  ',
			'  \\<b\\>two\\</b\\>',
			'  - **Ada:** Why this?',
			'    - **Bo:** Because.',
			'',
			'## Comments',
			'',
			'- **Cy:** Later (resolved)',
			''
		]);
	});
});

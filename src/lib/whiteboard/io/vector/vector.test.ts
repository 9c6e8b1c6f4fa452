import { describe, expect, it } from 'vitest';
import { parsePathData } from './path-data.ts';
import { PdfResources, PdfSink } from './pdf-sink.ts';
import { writePdf } from './pdf-document.ts';
import { SvgSink } from './svg-sink.ts';
import { TracedPath, withTracedPaths } from './traced-path.ts';
import { parseFont } from './css-font.ts';
import { VectorContext } from './vector-context.ts';
import type { VectorSink } from './vector-sink.ts';

const BOX = { x: -10, y: -20, w: 200, h: 100 };
const measure = (text: string, font: string): number => text.length * 0.5 * parseFont(font)!.size;

function svg(): { context: VectorContext; sink: SvgSink } {
	const sink = new SvgSink({
		box: BOX,
		paper: '#ffffff',
		title: 'A & B',
		metadata: '',
		imageData: () => null
	});
	return { context: new VectorContext(sink, measure), sink };
}

/** Where a path goes, its curves left out. */
function ends(ops: TracedPath['ops']): string {
	return ops
		.map((op) =>
			op[0] === 'Z'
				? 'Z'
				: `${op[0]}${op
						.slice(-2)
						.map((n) => Math.round(n as number))
						.join(',')}`
		)
		.join(' ');
}

describe('a path that can be read again', () => {
	it('has the corners of a rounded rectangle, however large its radii', () => {
		const path = new TracedPath();
		path.roundRect(0, 0, 40, 20, 100);
		expect(ends(path.ops)).toBe('M10,0 L30,0 C40,10 L40,10 C30,20 L10,20 C0,10 L0,10 C10,0 Z');
	});

	it('goes round a circle in four curves', () => {
		const path = new TracedPath();
		path.arc(0, 0, 10, 0, 2 * Math.PI);
		expect(ends(path.ops)).toBe('M10,0 C0,10 C-10,0 C0,-10 C10,0');
	});

	it('rounds a corner', () => {
		const path = new TracedPath();
		path.moveTo(0, 0);
		path.arcTo(50, 0, 50, 50, 10);
		expect(ends(path.ops)).toBe('M0,0 L40,0 L40,0 C50,10');
	});

	it('stands in for the browser’s own only while something is drawn', () => {
		const scope = globalThis as { Path2D?: unknown };
		const before = scope.Path2D;
		expect(withTracedPaths(() => scope.Path2D)).toBe(TracedPath);
		expect(() =>
			withTracedPaths(() => {
				throw new Error('broken painter');
			})
		).toThrow('broken painter');
		expect(scope.Path2D).toBe(before);
	});
});

describe('the data of an SVG path', () => {
	it('is read with relative, smooth and repeated commands', () => {
		expect(ends(parsePathData('m10 10 5 0v5h-5z M0,0 C1 1 2 2 3 3s1 1 2 2 t1 1'))).toBe(
			'M10,10 L15,10 L15,15 L10,15 Z M0,0 C3,3 C5,5 Q6,6'
		);
	});

	it('is read with numbers and flags that touch', () => {
		expect(ends(parsePathData('M0-1L-5-5a5 5 0 0110 0'))).toBe('M0,-1 L-5,-5 C0,-10 C5,-5');
		expect(ends(parsePathData('M-5 0A5 5 0 1 1 5 0'))).toBe('M-5,0 C0,-5 C5,0');
	});

	it('ends at its first mistake', () => {
		expect(ends(parsePathData('M0 0L10 10Lnonsense'))).toBe('M0,0 L10,10');
		expect(parsePathData('L10 10')).toEqual([]);
		expect(parsePathData('M1e999 0')).toEqual([]);
	});
});

describe('an SVG made of a canvas’s calls', () => {
	it('keeps text as text, escaped, with its face, and named colours with what they cover', () => {
		const { context, sink } = svg();
		context.font = "italic 700 20px 'Atkinson Hyperlegible Next', sans-serif";
		context.textAlign = 'center';
		context.fillStyle = 'rgb(10 20 30 / 0.5)';
		context.fillText('a < b', 100, 50);
		expect(sink.toString()).toContain(
			`<text x="75" y="50" font-family="&#39;Atkinson Hyperlegible Next&#39;, sans-serif" font-size="20" font-weight="bold" font-style="italic" textLength="50" lengthAdjust="spacingAndGlyphs" xml:space="preserve" fill="#0a141e" fill-opacity="0.5">a &lt; b</text>`
		);
		expect(sink.toString()).toContain('<title>A &amp; B</title>');
	});

	it('puts each thing where the context stood', () => {
		const { context, sink } = svg();
		context.save();
		context.translate(10, 20);
		context.rotate(Math.PI / 2);
		context.fillRect(0, 0, 5, 5);
		context.restore();
		context.fillRect(0, 0, 5, 5);
		expect(sink.toString()).toContain(
			'<path d="M0 0L5 0L5 5L0 5Z" fill="#000000" transform="matrix(0 1 -1 0 10 20)"/>'
		);
		expect(sink.toString()).toContain('<path d="M0 0L5 0L5 5L0 5Z" fill="#000000"/>');
	});

	it('ends what was clipped when the context is restored, and not before', () => {
		const { context, sink } = svg();
		context.save();
		context.beginPath();
		context.rect(0, 0, 10, 10);
		context.clip();
		context.save();
		context.fillRect(0, 0, 1, 1);
		context.restore();
		context.fillRect(0, 0, 2, 2);
		context.restore();
		context.fillRect(0, 0, 3, 3);
		const drawn = sink.toString();
		expect(drawn.indexOf('M0 0L2 0')).toBeLessThan(drawn.indexOf('</g>'));
		expect(drawn.indexOf('M0 0L3 0')).toBeGreaterThan(drawn.indexOf('</g>'));
		expect(drawn).toContain('<clipPath id="clip-1"><path d="M0 0L10 0L10 10L0 10Z"/></clipPath>');
	});

	it('refuses a path that it cannot read rather than leaving it out', () => {
		expect(() => svg().context.fill({})).toThrow(TypeError);
	});
});

describe('a PDF made of a canvas’s calls', () => {
	function pdf(): { context: VectorContext; sink: PdfSink; resources: PdfResources } {
		const resources = new PdfResources();
		const image = { width: 1, height: 1, rgb: new Uint8Array(3), alpha: new Uint8Array(1) };
		const sink: VectorSink & PdfSink = new PdfSink({
			resources,
			box: BOX,
			paper: '#ffffff',
			imageData: () => image,
			picture: () => ({ image, box: BOX })
		});
		return { context: new VectorContext(sink, measure), sink, resources };
	}

	it('has the page’s size in points and its y upside down', () => {
		const { page } = pdf().sink;
		expect([page.width, page.height]).toEqual([150, 75]);
		expect(page.content).toMatch(/^0\.75 0 0 -0\.75 7\.5 60 cm\n1 1 1 rg -10 -20 200 100 re f$/);
	});

	it('writes Latin text as text as wide as on the board, and draws the rest', () => {
		const { context, sink, resources } = pdf();
		context.font = '20px sans-serif';
		context.fillText('Café', 0, 0);
		context.fillText('日本', 0, 0);
		expect(sink.page.content).toContain('<436166e9> Tj');
		expect(resources.faces).toEqual(['Helvetica']);
		expect(resources.images).toHaveLength(1);
	});

	it('finds every object where its table says', async () => {
		const { context, sink, resources } = pdf();
		context.globalAlpha = 0.5;
		context.fillRect(0, 0, 10, 10);
		context.thinly(0.25, () => context.fillRect(0, 0, 5, 5));
		context.font = 'bold 20px Literata';
		context.fillText('Page', 0, 0);
		const file = await writePdf({ title: 'Zürich ✓', pages: [sink.page, sink.page], ...resources });
		const text = String.fromCharCode(...file);
		const start = Number(/startxref\n(\d+)/.exec(text)![1]);
		expect(text.slice(start, start + 4)).toBe('xref');
		const offsets = [...text.slice(start).matchAll(/^(\d{10}) 00000 n/gm)].map(([, offset]) =>
			Number(offset)
		);
		expect(offsets.length).toBeGreaterThan(8);
		offsets.forEach((offset, at) => expect(text.slice(offset).startsWith(`${at + 1} 0 obj`)).toBe(true));
		expect(text).toContain('/BaseFont /Times-Bold');
		expect(text).toContain('/Count 2');
		expect(text).toContain('/ca 0.5 /CA 0.5 /BM /Normal');
		expect(text).toContain('/Group << /S /Transparency >>');
	});
});

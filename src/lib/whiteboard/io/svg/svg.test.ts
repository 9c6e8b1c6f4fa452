import { describe, expect, it } from 'vitest';
import { boundsOf, type Shape } from '#model/whiteboard/shapes/registry.ts';
import { readSvg } from './read.ts';
import { readXml } from './xml-reader.ts';

function read(content: string, attributes = 'width="200" height="100"') {
	const reading = readSvg(
		`<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${content}</svg>`
	);
	if (!reading.ok) throw new Error(reading.refusal);
	return {
		shapes: reading.drawing.pieces.map(({ shape }) => shape),
		texts: reading.drawing.pieces.map(({ text }) => text),
		changes: reading.changes.list
	};
}

const box = (shape: Shape | undefined): number[] => {
	const { x, y, w, h } = boundsOf(shape!);
	return [x, y, w, h].map((side) => Math.round(side * 10) / 10 + 0);
};

describe('an SVG', () => {
	it('becomes boxes, ellipses, lines and text where they stand', () => {
		const { shapes, texts } = read(`
			<rect x="10" y="20" width="30" height="40" fill="#a5d8ff" stroke="black" stroke-width="2"/>
			<g transform="translate(100 0) scale(2)">
				<circle cx="5" cy="5" r="5" style="fill: none; stroke: red; stroke-dasharray: 6 3"/>
				<path d="M0 20 C0 30 10 30 10 20" fill="none" stroke="#00f"/>
			</g>
			<polygon points="0,0 10,0 5,10" opacity=".5"/>
			<text x="50" y="90" text-anchor="middle" font-size="20" font-weight="bold">A &amp; B</text>`);
		expect(shapes.map(({ type }) => type)).toEqual(['rectangle', 'ellipse', 'line', 'line', 'text']);
		expect(box(shapes[0])).toEqual([10, 20, 30, 40]);
		expect(shapes[0]!.style).toMatchObject({
			fill: 'solid',
			ownFill: '#a5d8ff',
			ownStroke: '#000000',
			width: 2
		});
		expect(box(shapes[1])).toEqual([100, 0, 20, 20]);
		expect(shapes[1]!.style).toMatchObject({ fill: 'none', ownStroke: '#ff0000', dash: 'dashed', width: 2 });
		expect(box(shapes[2])).toEqual([100, 40, 20, 15]);
		expect(shapes[1]!.groups).toEqual(shapes[2]!.groups);
		expect(shapes[3]).toMatchObject({
			closed: true,
			style: { opacity: 0.5, fill: 'solid', ownStroke: 'none' }
		});
		expect(texts[4]).toBe('A & B');
		expect(shapes[4]!.style).toMatchObject({ bold: true, fontSize: 20, align: 'center' });
	});

	it('is as large as it says, whatever its view box', () => {
		const { shapes } = read(
			'<rect x="10" y="10" width="10" height="10"/>',
			'width="200" height="200" viewBox="10 10 20 20"'
		);
		expect(box(shapes[0])).toEqual([0, 0, 100, 100]);
	});

	it('says what it left out, and fetches nothing', () => {
		const { shapes, changes } = read(`
			<defs><linearGradient id="g"/></defs><script>alert(1)</script>
			<rect width="10" height="10" fill="url(#g)" filter="url(#f)"/>
			<image href="https://example.org/a.png" width="5" height="5"/><use href="#x"/>
			<foreignObject><div>no</div></foreignObject><rect display="none" width="5" height="5"/>`);
		expect(shapes).toHaveLength(1);
		expect(changes).toEqual([
			['images', 1],
			['effects', 2],
			['unknown', 2]
		]);
	});

	it('is refused when it is none, or without end', () => {
		const refusal = (svg: string): unknown => {
			const reading = readSvg(svg);
			return reading.ok ? 'read' : reading.refusal;
		};
		expect(refusal('<html></html>')).toBe('not-a-drawing');
		expect(refusal('')).toBe('not-a-drawing');
		expect(refusal('<svg></svg>')).toBe('empty');
		expect(refusal(`<svg>${'<g>'.repeat(1_000)}`)).toBe('not-a-drawing');
		expect(refusal(`<svg>${'<rect width="1" height="1"/>'.repeat(60_000)}</svg>`)).toBe('not-a-drawing');
		expect(refusal(`<svg${' a="'.repeat(20_000)}`)).toBe('not-a-drawing');
	});
});

describe('XML', () => {
	it('is read with entities, comments and data, and defines none', () => {
		expect(readXml('<!-- <no/> --><a:b c="&#65;&lt;" d=\'"\'>x<![CDATA[<y>]]>&amp;&unknown;</a:b>')).toEqual({
			name: 'b',
			attributes: { c: 'A<', d: '"' },
			children: ['x', '<y>', '&&unknown;']
		});
	});
});

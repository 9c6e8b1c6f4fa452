import { describe, expect, it } from 'vitest';
import words from '$lib/messages/en/whiteboard-templates.ts';
import { encloses, overlaps } from '#model/whiteboard/geometry.ts';
import { person } from '#model/whiteboard/test-boards.ts';
import { boundsOf } from '#model/whiteboard/shapes/registry.ts';
import { build } from './build.ts';
import { TEMPLATE_NAMES, TEMPLATES } from './catalogue.ts';

describe.each(TEMPLATE_NAMES)('the template %s', async (name) => {
	const { default: template } = await TEMPLATES[name]();
	const { pieces } = build(template, words.templates[name]);

	it('says all that it has words for', () => {
		const said = new Set(JSON.stringify(pieces.map(({ text }) => text)).split(/[\\"]|\\[nt]/u));
		const { about, ...others } = words.templates[name] as Record<string, string>;
		expect(about).not.toBe('');
		const isTitled = template.parts.some((part) => 'says' in part && part.says === 'name');
		for (const [key, word] of Object.entries(others))
			if (key !== 'name' || isTitled) expect([...said].join('\n'), key).toContain(word);
	});

	it('keeps within its frames, and its notes apart from each other', () => {
		const shapes = pieces.map(({ shape }) => shape);
		const frames = shapes.filter(({ type }) => type === 'frame');
		expect(frames.length).toBeGreaterThan(0);
		for (const shape of shapes.filter(({ type }) => type !== 'frame')) {
			const frame = frames.find(({ id }) => id === shape.frame);
			expect(frame, shape.type).toBeDefined();
			expect(encloses(boundsOf(frame!), boundsOf(shape)), `${shape.type} at ${shape.x}, ${shape.y}`).toBe(
				true
			);
		}
		const stamps = shapes.filter(({ type }) => type === 'stamp');
		for (const one of stamps)
			for (const other of stamps) if (one !== other) expect(overlaps(one, other)).toBe(false);
	});

	it('is taken by a board as it is, and taken back in one step', () => {
		const { board, history, perform } = person('Ann');
		perform((gesture) => pieces.forEach(({ shape, text }) => gesture.make(shape, text)));
		expect(board.shapes.size).toBe(pieces.length);
		history.undo();
		expect(board.shapes.size).toBe(0);
	});
});

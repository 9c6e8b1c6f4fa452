import { describe, expect, it } from 'vitest';
import { sampleShape } from '#model/whiteboard/shapes/test-shapes.ts';
import { shownIn } from './look.ts';

describe('the look of what is selected', () => {
	const [note, pen] = [sampleShape('note'), sampleShape('pen')];

	it('is shown where all that show it are the same', () => {
		expect(shownIn([note, { ...note, style: { ...note.style } }], 'color')).toEqual({
			at: 'same',
			value: 'amber'
		});
		expect(shownIn([note, pen], 'fontSize')).toEqual({ at: 'same', value: note.style.fontSize });
	});

	it('is mixed where they differ', () => {
		expect(shownIn([note, pen], 'color')).toEqual({ at: 'mixed' });
	});

	it('is left out where nothing shows it', () => {
		expect(shownIn([pen], 'fill')).toEqual({ at: 'nowhere' });
		expect(shownIn([], 'color')).toEqual({ at: 'nowhere' });
	});
});

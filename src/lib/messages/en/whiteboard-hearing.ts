import { plural } from '../locale.ts';

/** What is said aloud of what others do. */
export default {
	hearOthers: 'Say what others change',
	hears: 'What others change is said',
	hearsNot: 'What others change is not said',
	somebody: 'Somebody',
	sentence: (name: string, deeds: string) => `${name} ${deeds}`,
	added: (what: string) => `added ${what}`,
	deleted: (what: string) => `deleted ${what}`,
	moved: (what: string) => `moved ${what}`,
	wrote: (what: string) => `wrote on ${what}`,
	restyled: (what: string) => `changed the look of ${what}`,
	andOthers: (count: number) =>
		plural(count, { one: '# more person changed something', other: '# more people changed something' }),
	things: {
		mixed: (count: number) => plural(count, { one: '# thing', other: '# things' }),
		pen: (count: number) => plural(count, { one: '# drawing', other: '# drawings' }),
		highlighter: (count: number) => plural(count, { one: '# highlight', other: '# highlights' }),
		note: (count: number) => plural(count, { one: '# note', other: '# notes' }),
		text: (count: number) => plural(count, { one: '# text', other: '# texts' }),
		rectangle: (count: number) => plural(count, { one: '# rectangle', other: '# rectangles' }),
		ellipse: (count: number) => plural(count, { one: '# ellipse', other: '# ellipses' }),
		diamond: (count: number) => plural(count, { one: '# diamond', other: '# diamonds' }),
		triangle: (count: number) => plural(count, { one: '# triangle', other: '# triangles' }),
		line: (count: number) => plural(count, { one: '# line', other: '# lines' }),
		arrow: (count: number) => plural(count, { one: '# arrow', other: '# arrows' }),
		frame: (count: number) => plural(count, { one: '# frame', other: '# frames' }),
		image: (count: number) => plural(count, { one: '# picture', other: '# pictures' }),
		table: (count: number) => plural(count, { one: '# table', other: '# tables' }),
		link: (count: number) => plural(count, { one: '# link', other: '# links' }),
		stamp: (count: number) => plural(count, { one: '# stamp', other: '# stamps' })
	}
};

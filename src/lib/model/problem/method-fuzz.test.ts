import { expect, test } from 'vitest';
import { createRandom, type Random } from '../../../../tests/support/random.ts';
import { readMethodFile, writeMethodFile } from './method-file.ts';
import { METHODS } from './methods/registry.ts';
import { parseMethod } from './parse-method.ts';

type Place = { readonly holder: Record<string, unknown>; readonly key: string };

/** Every place in a value. */
function placesOf(value: unknown): Place[] {
	if (typeof value !== 'object' || value === null) return [];
	const holder = value as Record<string, unknown>;
	return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesOf(holder[key])]);
}

const junk = (random: Random): unknown =>
	random.pick([
		null,
		undefined,
		true,
		-1,
		0,
		1e308,
		Number.NaN,
		'',
		' ',
		'\u0000',
		'x'.repeat(5_000),
		'constructor',
		'__proto__',
		[],
		{},
		[[[[[]]]]],
		{ length: 3 },
		{ toString: 'no' },
		JSON.parse('{"__proto__":{"polluted":true}}'),
		Array.from({ length: 500 }, () => ({}))
	]);

function spoil(method: unknown, random: Random): void {
	const { holder, key } = random.pick(placesOf(method));
	switch (random.below(5)) {
		case 0:
			Reflect.deleteProperty(holder, key);
			break;
		case 1:
			Object.defineProperty(holder, random.pick(['__proto__', 'constructor', 'toString', 'promt']), {
				value: junk(random),
				enumerable: true,
				configurable: true,
				writable: true
			});
			break;
		case 2: {
			// Something sound from elsewhere in the method.
			const other = random.pick(placesOf(method));
			holder[key] = structuredClone(other.holder[other.key]);
			break;
		}
		default:
			holder[key] = junk(random);
	}
}

test('whatever is done to a method, it is read as it is or refused by place, and never throws', () => {
	const random = createRandom();
	let [taken, refused] = [0, 0];
	for (let round = 0; round < 600; round++) {
		const spoilt: unknown = structuredClone(random.pick(METHODS));
		for (let times = random.below(3); times >= 0; times--) spoil(spoilt, random);
		const parsed = parseMethod(spoilt);
		if (parsed.ok) {
			taken++;
			expect(parsed.method, random.seedText).toEqual(JSON.parse(JSON.stringify(spoilt)));
			expect(readMethodFile(writeMethodFile(parsed.method)), random.seedText).toEqual(parsed);
		} else {
			refused++;
			expect(parsed.problems.length, random.seedText).toBeGreaterThan(0);
			expect(parsed.problems.length, random.seedText).toBeLessThanOrEqual(100);
			for (const { path } of parsed.problems) expect(path.length, random.seedText).toBeLessThan(200);
		}
		expect(({} as { polluted?: unknown }).polluted, random.seedText).toBeUndefined();
	}
	expect(refused, random.seedText).toBeGreaterThan(200);
	expect(taken, random.seedText).toBeGreaterThan(3);
});

test('a file of any letters is read or refused by name', () => {
	const random = createRandom();
	const whole = writeMethodFile(METHODS[0]!);
	for (let round = 0; round < 150; round++) {
		const at = random.below(whole.length);
		const cut =
			whole.slice(0, at) +
			random.pick(['', '"', '{', ']', '\\u0000', '💥', '1e999']) +
			whole.slice(at + random.below(9));
		const read = readMethodFile(cut);
		if (!read.ok) expect('what' in read || read.problems.length > 0, random.seedText).toBe(true);
	}
	const deep = `{"commonplace":"method","format":1,"method":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
	expect(readMethodFile(deep)).toEqual({ ok: false, problems: [{ path: '', problem: 'wrong-type' }] });
});

import { describe, expect, it } from 'vitest';
import type { UnderTest } from './place.ts';

export function recordsContract(test: UnderTest): void {
	describe('records', () => {
		it('are created, changed and removed only at the expected version', async () => {
			const { records } = test.store;
			expect(await records.get('c', 'k')).toBeNull();
			expect(await records.put('c', 'k', { a: 1 }, 1)).toBeNull();
			expect(await records.put('c', 'k', { a: 1 }, 0)).toBe(1);
			expect(await records.put('c', 'k', { a: 2 }, 0)).toBeNull();
			expect(await records.put('c', 'k', { a: 2 }, 1)).toBe(2);
			expect(await records.get('c', 'k')).toEqual({ key: 'k', value: { a: 2 }, version: 2 });
			expect(await records.remove('c', 'k', 1)).toBe(false);
			await test.reopen();
			expect(await test.store.records.remove('c', 'k', 2)).toBe(true);
			expect(await test.store.records.remove('c', 'k', 2)).toBe(false);
			expect(await test.store.records.get('c', 'k')).toBeNull();
			expect(await test.store.records.put('c', 'k', 'anew', 0)).toBe(1);
		});

		it('let exactly one of many at once win', async () => {
			for (const expected of [0, 1]) {
				const versions = await Promise.all(
					Array.from({ length: 20 }, (_, index) => test.store.records.put('c', 'race', index, expected))
				);
				expect(versions.filter((version) => version !== null)).toEqual([expected + 1]);
			}
		});

		it('are listed by prefix in the order of the keys, without wildcards and within the collection', async () => {
			const keys = ['a/2', 'a/1', 'a/10', 'a/', 'a', 'a%/1', 'a_/1', 'ab/1', 'b/1', 'A/1', 'a/\u{10FFFF}/1'];
			for (const key of keys) await test.store.records.put('c', key, key, 0);
			await test.store.records.put('other', 'a/1', 'elsewhere', 0);
			const found = async (prefix: `${string}/`) =>
				(await test.store.records.list('c', prefix)).map((record) => record.value);
			expect(await found('a/')).toEqual(['a/', 'a/1', 'a/10', 'a/2', 'a/\u{10FFFF}/1']);
			expect(await found('a%/')).toEqual(['a%/1']);
			expect(await found('a_/')).toEqual(['a_/1']);
			expect(await found('a/\u{10FFFF}/')).toEqual(['a/\u{10FFFF}/1']);
			expect(await found('zz/')).toEqual([]);
		});

		it('take any well-formed key and any JSON value for what they are', async () => {
			const keys = [
				"'; DROP TABLE record; --",
				'a\0b',
				'a\0/',
				'../../etc/passwd',
				'é',
				'e\u0301',
				'👩‍🔧',
				'__proto__',
				'{braces}*[a-z]?',
				'k'.repeat(10_000)
			];
			for (const key of keys) expect(await test.store.records.put('c', key, { key }, 0)).toBe(1);
			await test.reopen();
			for (const key of keys) expect((await test.store.records.get('c', key))?.value).toEqual({ key });
			expect(await test.store.records.list('c', 'a\0/')).toHaveLength(1);
			for (const value of [null, 0, -1.5e300, false, '', [], { nested: [{ 'a"b': 'ü\n\0' }] }]) {
				await test.store.records.put('values', JSON.stringify(value), value, 0);
				expect((await test.store.records.get('values', JSON.stringify(value)))?.value).toEqual(value);
			}
		});
	});
}

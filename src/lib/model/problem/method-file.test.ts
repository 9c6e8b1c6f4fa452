import { expect, test } from 'vitest';
import { METHODS } from './methods/registry.ts';
import {
	MAX_METHOD_FILE_LENGTH,
	METHOD_FILE_FORMAT,
	readMethodFile,
	writeMethodFile
} from './method-file.ts';

const [method] = METHODS as [(typeof METHODS)[0]];

test('every method that ships is read from its file as it was written', () => {
	for (const one of METHODS) expect(readMethodFile(writeMethodFile(one))).toEqual({ ok: true, method: one });
	expect(readMethodFile(`\uFEFF${writeMethodFile(method)}`)).toEqual({ ok: true, method });
});

test.each([
	['', 'not-json'],
	['{', 'not-json'],
	['null', 'no-method-file'],
	['[]', 'no-method-file'],
	['{"commonplace":"whiteboard","format":1,"method":{}}', 'no-method-file'],
	['{"commonplace":"method","method":{}}', 'no-method-file'],
	[`{"commonplace":"method","format":${METHOD_FILE_FORMAT + 1},"method":{}}`, 'newer'],
	[' '.repeat(MAX_METHOD_FILE_LENGTH + 1), 'too-large']
])('a file that is none is refused for what it is (%#)', (text, what) => {
	expect(readMethodFile(text)).toEqual({ ok: false, what });
});

test('what is wrong with the method in a file is named by its place', () => {
	const file = JSON.stringify({
		commonplace: 'method',
		format: 1,
		method: { ...method, minutes: 1, phases: [{ ...method.phases[0], promt: 'x' }] }
	});
	expect(readMethodFile(file)).toMatchObject({
		ok: false,
		problems: [{ path: 'phases[0].promt', problem: 'unknown-field' }]
	});
});

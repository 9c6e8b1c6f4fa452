import { describe, expect, test } from 'vitest';
import { HELP, parseArguments } from './arguments.ts';

const parse = (line: string) => parseArguments(line.split(' ').filter(Boolean));

describe('the command line', () => {
	test.each([
		['backup all.backup', { kind: 'backup', file: 'all.backup' }],
		['restore all.backup', { kind: 'restore', file: 'all.backup', merge: false }],
		['restore --merge all.backup', { kind: 'restore', file: 'all.backup', merge: true }],
		['verify', { kind: 'store', command: { kind: 'verify' } }],
		['compact --all', { kind: 'store', command: { kind: 'compact', document: null } }],
		['compact doc_1', { kind: 'store', command: { kind: 'compact', document: 'doc_1' } }],
		['inspect doc_1', { kind: 'store', command: { kind: 'inspect', document: 'doc_1' } }],
		[
			'quarantine doc_1 it stalls everybody',
			{ kind: 'store', command: { kind: 'quarantine', document: 'doc_1', reason: 'it stalls everybody' } }
		],
		['release doc_1', { kind: 'store', command: { kind: 'release', document: 'doc_1' } }],
		['', { kind: 'help' }],
		['help', { kind: 'help' }],
		['backup --help', { kind: 'help' }]
	])('%s', (line, invocation) => {
		expect(parse(line)).toEqual({ ok: true, invocation, folder: null });
	});

	test('takes the folder that file names begin in', () => {
		expect(parse('--in /somewhere verify')).toMatchObject({ ok: true, folder: '/somewhere' });
	});

	test('takes a document whose name begins with a dash', () => {
		expect(parse('inspect -- -abc')).toMatchObject({
			ok: true,
			invocation: { command: { document: '-abc' } }
		});
	});

	test.each([
		['frobnicate', 'There is no command "frobnicate".'],
		['backup', 'backup takes the name of one file.'],
		['restore a b', 'restore takes the name of one file.'],
		['verify everything', 'verify takes nothing.'],
		['compact', 'compact takes the name of one document, or --all.'],
		['compact --all doc', 'compact takes the name of one document, or --all.'],
		['inspect ../etc', '"../etc" is no name of a document.'],
		['quarantine doc', 'quarantine takes the name of a document and the reason.'],
		['backup x --merge', 'backup has no option --merge.'],
		['verify --all', 'verify has no option --all.'],
		['verify --loud', "Unknown option '--loud'."]
	])('%s is answered with a sentence', (line, problem) => {
		expect(parse(line)).toEqual({ ok: false, problem });
	});

	test('its help names every command', () => {
		for (const command of ['backup', 'restore', 'verify', 'compact', 'inspect', 'quarantine', 'release'])
			expect(HELP).toContain(`-- ${command}`);
	});
});

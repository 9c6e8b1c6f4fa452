import { describe, expect, it } from 'vitest';
import { CODE_LANGUAGES, codeLanguage } from './code-languages.ts';
import { CodeColouring } from './tokens-of-code.ts';

describe('colouring code', () => {
	it('says what each part is, by its place in the code', async () => {
		const colouring = new CodeColouring();
		expect(await colouring.learn('javascript')).toBe(true);
		const code = 'const a = "<b>"; // x';
		const tokens = colouring.tokens(code, 'javascript');
		expect(tokens.map(({ from, to, className }) => [code.slice(from, to), className])).toEqual([
			['const', 'hljs-keyword'],
			['"<b>"', 'hljs-string'],
			['// x', 'hljs-comment']
		]);
	});

	it('can fetch every language that is offered', async () => {
		const colouring = new CodeColouring();
		for (const language of Object.keys(CODE_LANGUAGES))
			expect(await colouring.learn(language), language).toBe(true);
	});

	it('knows the names that people type, and none that is something else', () => {
		expect(['js', 'TS', 'py', 'html', 'yml'].map(codeLanguage)).toEqual([
			'javascript',
			'typescript',
			'python',
			'xml',
			'yaml'
		]);
		for (const name of ['', '__proto__', 'constructor', 'klingon', '"><script>'])
			expect(codeLanguage(name)).toBeNull();
	});
});

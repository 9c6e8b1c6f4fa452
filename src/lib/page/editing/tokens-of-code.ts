import type { LanguageFn } from 'highlight.js';
import { createLowlight } from 'lowlight';

/** A part of some code, and what it is in its language: a class. */
export interface Token {
	readonly from: number;
	readonly to: number;
	readonly className: string;
}

/** Each is fetched with the first block in it. */
const GRAMMARS: Readonly<Record<string, () => Promise<{ readonly default: LanguageFn }>>> = {
	bash: () => import('highlight.js/lib/languages/bash'),
	c: () => import('highlight.js/lib/languages/c'),
	cpp: () => import('highlight.js/lib/languages/cpp'),
	csharp: () => import('highlight.js/lib/languages/csharp'),
	css: () => import('highlight.js/lib/languages/css'),
	diff: () => import('highlight.js/lib/languages/diff'),
	dockerfile: () => import('highlight.js/lib/languages/dockerfile'),
	go: () => import('highlight.js/lib/languages/go'),
	ini: () => import('highlight.js/lib/languages/ini'),
	java: () => import('highlight.js/lib/languages/java'),
	javascript: () => import('highlight.js/lib/languages/javascript'),
	json: () => import('highlight.js/lib/languages/json'),
	kotlin: () => import('highlight.js/lib/languages/kotlin'),
	lua: () => import('highlight.js/lib/languages/lua'),
	markdown: () => import('highlight.js/lib/languages/markdown'),
	php: () => import('highlight.js/lib/languages/php'),
	powershell: () => import('highlight.js/lib/languages/powershell'),
	python: () => import('highlight.js/lib/languages/python'),
	r: () => import('highlight.js/lib/languages/r'),
	ruby: () => import('highlight.js/lib/languages/ruby'),
	rust: () => import('highlight.js/lib/languages/rust'),
	sql: () => import('highlight.js/lib/languages/sql'),
	swift: () => import('highlight.js/lib/languages/swift'),
	typescript: () => import('highlight.js/lib/languages/typescript'),
	xml: () => import('highlight.js/lib/languages/xml'),
	yaml: () => import('highlight.js/lib/languages/yaml')
};

/** Letters; colouring longer ones would hold up whoever types in them. */
const LONGEST = 20_000;

/** Names of classes are the library's, and never anything from the code itself. */
const CLASS_NAME = /^hljs-[a-z_-]+$/;

type Coloured = ReturnType<ReturnType<typeof createLowlight>['highlight']>;
type ColouredNode = Coloured['children'][number];

/** Colours code: fetches what that takes of a language, and says what each part is. */
export class CodeColouring {
	readonly #lowlight = createLowlight();

	/** `false`: the language is none that is known here, or could not be fetched. */
	async learn(language: string): Promise<boolean> {
		if (this.#lowlight.registered(language)) return true;
		const grammar = GRAMMARS[language];
		if (grammar === undefined) return false;
		try {
			this.#lowlight.register(language, (await grammar()).default);
			return true;
		} catch {
			// Without a line: the code is plain until the page is opened again.
			return false;
		}
	}

	/** In a language that was learned. */
	tokens(code: string, language: string): readonly Token[] {
		if (code.length > LONGEST || !this.#lowlight.registered(language)) return [];
		const tokens: Token[] = [];
		let at = 0;
		const walk = (nodes: readonly ColouredNode[], className: string): void => {
			for (const node of nodes) {
				if (node.type === 'text') {
					const to = at + node.value.length;
					if (className !== '') tokens.push({ from: at, to, className });
					at = to;
				} else if (node.type === 'element') {
					const given = node.properties.className;
					const names: readonly unknown[] = Array.isArray(given) ? given : [];
					const own = names.filter((name) => typeof name === 'string' && CLASS_NAME.test(name)).join(' ');
					walk(node.children, own === '' ? className : own);
				}
			}
		};
		walk(this.#lowlight.highlight(language, code).children, '');
		return tokens;
	}
}

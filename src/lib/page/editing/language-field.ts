import { CODE_LANGUAGES, codeLanguage } from './code-languages.ts';

/** What a block of code is asked for its language with. */
export interface LanguageField {
	readonly element: HTMLSelectElement;
	/** @param language as a block names it; what is none that is coloured is shown as plain text. */
	show(language: string): void;
}

export function languageField(
	words: { readonly codeLanguage: string; readonly plainCode: string },
	choose: (language: string) => void
): LanguageField {
	const element = document.createElement('select');
	element.className = 'code-language';
	element.contentEditable = 'false';
	element.setAttribute('aria-label', words.codeLanguage);
	element.add(new Option(words.plainCode, ''));
	for (const [name, title] of Object.entries(CODE_LANGUAGES)) element.add(new Option(title, name));
	element.addEventListener('change', () => choose(element.value));
	return { element, show: (language) => void (element.value = codeLanguage(language) ?? '') };
}

/**
 * Words on screen. Each area (`whiteboard`, `page`, …) has one message file a language: `en/whiteboard.ts` is the
 * complete original, and its type is what a translation must satisfy. A message is a string, or a function of its
 * parameters that returns one (plurals and dates through `Intl`, never by hand).
 */

/** The shape of an area's messages, whatever the language. */
export type Translation<T> = {
	readonly [K in keyof T]: T[K] extends string
		? string
		: T[K] extends (...args: infer A) => string
			? (...args: A) => string
			: Translation<T[K]>;
};

export const SOURCE_LOCALE = 'en';

const areas = new Map<string, object>();
let current = SOURCE_LOCALE;
/** What the chosen language says, by area. */
let chosenWords: ReadonlyMap<string, object> = new Map();

/** The locale for messages and for every `Intl` formatter. */
export function locale(): string {
	return current;
}

/** Registers an area with its English words. Those of the chosen language take their place, also where the area comes later. */
export function area<T extends object>(name: string, english: T): Translation<T> {
	const words = { ...english, ...chosenWords.get(name) };
	areas.set(name, words);
	return words as Translation<T>;
}

/** Fills the areas, those here and those to come, with another language's words; see choose-locale.ts. */
export function speak(chosen: string, words: ReadonlyMap<string, object>): void {
	current = chosen;
	chosenWords = words;
	for (const [name, english] of areas) Object.assign(english, words.get(name));
}

/** `plural(3, { one: '# card', other: '# cards' })` → "3 cards", with the number in the locale's digits. */
export function plural(
	count: number,
	forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }
): string {
	// Kept: making them takes longer than all else of a count that changes with every newcomer.
	if (counting.locale !== current) counting = countingIn(current);
	const form = forms[counting.rules.select(count)] ?? forms.other;
	return form.replace('#', counting.digits.format(count));
}

let counting = countingIn(SOURCE_LOCALE);

function countingIn(locale: string) {
	return { locale, rules: new Intl.PluralRules(locale), digits: new Intl.NumberFormat(locale) };
}

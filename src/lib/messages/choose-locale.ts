import { SOURCE_LOCALE, speak } from './locale.ts';

/** `de/whiteboard.ts` → its messages; English is part of the bundle, other languages load when they are wanted. */
const files = import.meta.glob<{ default: object }>(['./*/*.ts', '!./en/*.ts']);

/** Loads the first of `preferred` (BCP 47 tags) that there are messages in. Call once, before the app mounts. */
export async function chooseLocale(preferred: readonly string[]): Promise<void> {
	const available = new Set([SOURCE_LOCALE, ...Object.keys(files).map((path) => path.split('/')[1])]);
	const tag = preferred.find((one) => available.has(languageOf(one))) ?? SOURCE_LOCALE;
	speak(tag, await wordsOf(languageOf(tag)));
}

/** All areas of a language at once: what a part fetched later says must be there when it is. */
async function wordsOf(language: string): Promise<ReadonlyMap<string, object>> {
	const own = Object.entries(files).filter(([path]) => path.startsWith(`./${language}/`));
	return new Map(
		await Promise.all(
			own.map(
				async ([path, load]) =>
					[path.slice(language.length + 3, -'.ts'.length), (await load()).default] as const
			)
		)
	);
}

function languageOf(tag: string): string {
	return tag.split('-')[0]!.toLowerCase();
}

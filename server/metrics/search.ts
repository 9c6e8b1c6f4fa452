import { Gauge, type Registry } from 'prom-client';

export type SearchStateSource = () => Promise<{
	/** `null`: the index does not answer now. */
	readonly index: { readonly documents: number; readonly sections: number; readonly unread: number } | null;
	readonly waiting: number;
	readonly isWhole: boolean;
}>;

/** How it stands with what can be found. */
export function registerSearch(registry: Registry, read: SearchStateSource): void {
	let state: ReturnType<SearchStateSource> | null = null;
	/** One question to the index for all of a scrape's gauges, which are collected in one turn. */
	const asked = (): ReturnType<SearchStateSource> => {
		state ??= read().finally(() => (state = null));
		return state;
	};
	type State = Awaited<ReturnType<SearchStateSource>>;
	const gauge = (name: string, help: string, value: (now: State) => number): void => {
		new Gauge({
			name,
			help,
			registers: [registry],
			async collect() {
				this.set(value(await asked()));
			}
		});
	};
	gauge('commonplace_search_up', 'Whether the search index answers: 1 or 0.', (now) =>
		Number(now.index !== null)
	);
	gauge(
		'commonplace_search_whole',
		'Whether all that was stored is in the search index: 1, or 0 while it is being filled.',
		(now) => Number(now.isWhole)
	);
	gauge('commonplace_search_sections', 'Sections that can be found.', (now) => now.index?.sections ?? 0);
	gauge(
		'commonplace_search_documents_unread',
		'Documents that have never been read for search.',
		(now) => now.index?.unread ?? 0
	);
	gauge(
		'commonplace_search_documents_waiting',
		'Documents that changed and wait to be read for search.',
		(now) => now.waiting
	);
}

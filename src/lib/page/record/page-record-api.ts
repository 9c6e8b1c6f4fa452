import type { Credentials } from '$lib/sync/credentials.ts';
import { fetchJson, type Fetched } from '$lib/sync/fetch-json.ts';
import type {
	ChangePage,
	PageKeepers,
	PageNotChanged,
	PageView,
	SayMine,
	SayOccurrence
} from '#protocol/pages.ts';

type Refusal = PageNotChanged['refusal'];
export type FetchedPage = Fetched<PageView, Refusal>;

/** What the server knows of one page beside its document; every change is answered with the page as it is then. */
export interface PageRecordApi {
	view(): Promise<FetchedPage>;
	keepers(): Promise<Fetched<PageKeepers>>;
	sayMine(said: SayMine): Promise<FetchedPage>;
	sayAgain(said: SayOccurrence): Promise<FetchedPage>;
	takeBack(occurrence: string): Promise<FetchedPage>;
	change(asked: ChangePage): Promise<FetchedPage>;
}

export function pageRecordApi(board: string, credentials: Credentials): PageRecordApi {
	const path = `/api/pages/${board}`;
	const ask = (below: string, method: string, body: unknown): Promise<FetchedPage> =>
		fetchJson<PageView, Refusal>(`${path}${below}`, credentials, {
			method,
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body)
		});
	return {
		view: () => fetchJson<PageView, Refusal>(path, credentials),
		keepers: () => fetchJson<PageKeepers>(`${path}/keepers`, credentials),
		sayMine: (said) => ask('/mine', 'PUT', said),
		sayAgain: (said) => ask('/occurrences', 'POST', said),
		takeBack: (occurrence) => ask(`/occurrences/${occurrence}`, 'DELETE', {}),
		change: (asked) => ask('/changes', 'POST', asked)
	};
}

import { createCommunityApi } from '$lib/community/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, url }) => {
	const api = createCommunityApi(url.origin, fetch);
	// Not awaited: the forms are there at once, and the names fill in.
	return { api, me: api.me(), mySessions: api.mySessions() };
};

import { communityApi } from '$lib/community/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent }) => {
	const { credentials } = await parent();
	const api = communityApi(credentials, fetch);
	// Not awaited: the forms are there at once, and the names fill in.
	return { api, me: api.me(), mySessions: api.mySessions() };
};

import { communityApi } from '$lib/community/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent }) => {
	const { credentials } = await parent();
	// Not awaited: what is looked for can be typed at once.
	return { credentials, mySessions: communityApi(credentials, fetch).mySessions() };
};

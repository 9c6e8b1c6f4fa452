import { createCommunityApi } from '$lib/community/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, url, params }) => ({
	api: createCommunityApi(url.origin, fetch),
	code: params.code
});

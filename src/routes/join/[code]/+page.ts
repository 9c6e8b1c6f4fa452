import { communityApi } from '$lib/community/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, parent }) => {
	const { credentials } = await parent();
	return { api: communityApi(credentials, fetch), code: params.code };
};

import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, parent }) => {
	const { credentials } = await parent();
	return { credentials, community: params.community };
};

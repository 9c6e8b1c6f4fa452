import { error } from '@sveltejs/kit';
import { isId, type SessionId } from '#model/ids.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = ({ params }) => {
	// An address that cannot be one gets the page that a wrong one gets.
	if (!isId(params.session)) error(404);
	const session = params.session as SessionId;
	return { session };
};

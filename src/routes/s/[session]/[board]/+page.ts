import { error } from '@sveltejs/kit';
import { isId, type BoardId } from '#model/ids.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ params }) => {
	if (!isId(params.board)) error(404);
	const board = params.board as BoardId;
	return { board };
};

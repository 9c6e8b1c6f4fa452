import type { BoardId } from '#model/ids.ts';
import { pageText } from '#model/page/read-page.ts';
import type { Label } from '#model/session/label.ts';
import type { BoardKind } from '#model/session/session.ts';
import type { Continued } from '#protocol/api.ts';
import type { PageView } from '#protocol/pages.ts';
import { HttpClient } from './client.ts';
import { SessionRoom, type Participant } from './session-room.ts';
import { SessionSocket } from './session-socket.ts';
import { stockClient } from './stock-client.ts';

/** What is on the page of the first session, and in no other place. */
export const WORDS = 'Descale the espresso machine with vinegar';

export const boardOf = ({ tab }: Pick<Participant, 'tab'>, kind: BoardKind): BoardId =>
	tab.all('welcome')[0]!.session.boards.find((board) => board.kind === kind)!.id;

/**
 * Two sessions of one community, one after the other. Fay held both, Mia was in the first one, Noa in the second one only; Zoe is of
 * no community of theirs.
 */
export async function communityScene(origin: string, label: Label, namesStripped = false) {
	const room = await SessionRoom.open(origin);
	await room.give(
		{ type: 'rename-session', title: 'First gathering' },
		{ type: 'set-label', label, namesStripped }
	);
	const mia = await room.join(origin, 'Mia');
	const page = boardOf(room.fay, 'page');
	await room.give({ type: 'rename-board', board: page, title: 'Espresso care' });
	const url = `${origin.replace('http', 'ws')}/sync`;
	const writer = stockClient(url, page, { headers: { cookie: mia.http.cookie, origin } });
	await writer.synced();
	writer.doc.transact(() => pageText(writer.doc).insert(0, WORDS), 'test');
	const gone = await room.fay.http.post(`/api/next-sessions/${room.id}`, {
		title: 'Second gathering',
		takes: false
	});
	const { session: next } = (await gone.json()) as Continued;
	const fayThere = await SessionSocket.open(origin, room.fay.http.cookie, next);
	const { code } = fayThere.all('welcome')[0]!.session;
	const noa = await person(origin, code, 'Noa');
	const elsewhere = await SessionRoom.open(origin);
	const zoe = await elsewhere.join(origin, 'Zoe');
	return {
		room,
		page,
		next,
		nextCode: code,
		mia,
		noa,
		zoe,
		close(): void {
			writer.destroy();
			fayThere.close();
			room.close();
			elsewhere.close();
		}
	};
}

export type CommunityScene = Awaited<ReturnType<typeof communityScene>>;

async function person(origin: string, code: string, name: string): Promise<HttpClient> {
	const http = new HttpClient(origin);
	await http.join(code, name);
	return http;
}

/** What is known of a page, for one person; `null`: they may not know of it. */
export async function pageFor(http: HttpClient, board: BoardId): Promise<PageView | null> {
	const response = await http.get(`/api/pages/${board}`);
	return response.ok ? ((await response.json()) as PageView) : null;
}

import type { Component } from 'svelte';
import type { BoardWindow } from '$lib/session/board-window.ts';
import type { OpenDocument } from '$lib/sync/open-document.ts';
import type { BoardId, IdentityId } from '#model/ids.ts';
import type { Board, BoardKind, Member, MemberColor, Session } from '#model/session/session.ts';

/** What every kind of board is given. */
export interface BoardProps {
	readonly board: BoardId;
	readonly document: OpenDocument;
	readonly me: { readonly id: IdentityId; readonly name: string; readonly color: MemberColor };
	readonly readonly: boolean;
	readonly title: string;
	/** Looks up somebody of the session, here or not. */
	readonly memberOf: (id: string) => Pick<Member, 'name' | 'color'> | null;
	/** What the session's confidentiality label says about names. */
	readonly rule: Pick<Session, 'namesStripped'>;
	/** All boards of the session, to which a page may lead. */
	readonly boards: readonly (Pick<Board, 'id' | 'title' | 'kind'> & { readonly href: string })[];
	/** Of a board that is larger than the screen: how to lead people to a part of it. */
	readonly onwindow: (window: BoardWindow | null) => void;
}

/** Each kind's program, fetched when one is opened. */
export const BOARD_PROGRAMS = {
	whiteboard: () => import('$lib/whiteboard/Whiteboard.svelte'),
	problem: () => import('./ProblemProgram.svelte'),
	page: () => import('$lib/page/PageEditor.svelte')
} as const satisfies {
	readonly [Kind in BoardKind]: () => Promise<{ readonly default: Component<BoardProps> }>;
};

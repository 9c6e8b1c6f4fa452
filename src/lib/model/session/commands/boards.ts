import type { BoardId, LinkId } from '../../ids.ts';
import type { BoardKind, Differs, RoleLink } from '../session.ts';

export type BoardCommand =
	| {
			readonly type: 'add-board';
			readonly board: BoardId;
			readonly kind: BoardKind;
			readonly title: string;
			readonly differs?: Differs;
	  }
	| { readonly type: 'rename-board'; readonly board: BoardId; readonly title: string }
	/** `before`: the board that it shall stand before; `null` puts it last. */
	| { readonly type: 'move-board'; readonly board: BoardId; readonly before: BoardId | null }
	| { readonly type: 'lock-board'; readonly board: BoardId; readonly locked: boolean }
	| { readonly type: 'archive-board'; readonly board: BoardId }
	| { readonly type: 'restore-board'; readonly board: BoardId };

export type LinkCommand =
	| { readonly type: 'add-link'; readonly link: LinkId; readonly role: RoleLink['role'] }
	| { readonly type: 'revoke-link'; readonly link: LinkId }
	/** The screen that shows this code at `/project` may read the session, until the link is revoked or expires. */
	| { readonly type: 'pair-screen'; readonly link: LinkId; readonly code: string; readonly name: string };

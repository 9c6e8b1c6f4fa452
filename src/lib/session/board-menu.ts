import ChevronLeft from '@lucide/svelte/icons/chevron-left';
import FileText from '@lucide/svelte/icons/file-text';
import MonitorUp from '@lucide/svelte/icons/monitor-up';
import Network from '@lucide/svelte/icons/network';
import UserPen from '@lucide/svelte/icons/user-pen';
import UserPlus from '@lucide/svelte/icons/user-plus';
import Users from '@lucide/svelte/icons/users';
import { t } from '$lib/messages/session.ts';
import type { MenuEntry } from '$lib/ui/menu.ts';
import { toast } from '$lib/ui/toast.svelte.ts';
import type { Board } from '#model/session/session.ts';
import { address } from '#protocol/addresses.ts';
import type { BoardWindow } from './board-window.ts';
import type { Panel } from './panel.ts';
import type { SessionConnection } from './session-connection.svelte.ts';
import { menuEntries } from './strip/menu-entries.ts';

export interface BoardMenuParts {
	readonly connection: SessionConnection;
	readonly board: Board;
	/** Which part of the board this tab shows; `null`: it has none. */
	readonly window: () => BoardWindow | null;
	readonly onpanel: (panel: Panel) => void;
	readonly ongroups: () => void;
	readonly onleave: () => void;
}

/** The menu of a board's bar. It is there soon after the board: nobody opens it at the first look. */
export function boardMenu(parts: BoardMenuParts): readonly MenuEntry[] {
	const { connection, board, onpanel } = parts;
	return [
		{ label: t.people, icon: Users, onselect: () => onpanel('people') },
		{ label: t.invite, icon: UserPlus, onselect: () => onpanel('invite') },
		...(connection.facilitates
			? [
					{ label: t.breakouts, icon: Network, onselect: parts.ongroups },
					{ label: t.bigScreen, icon: MonitorUp, onselect: () => void putOnStage(parts) }
				]
			: []),
		...menuEntries(connection),
		{ label: t.profileAndTheme, icon: UserPen, onselect: () => onpanel('profile') },
		// A new tab has no ticket.
		...(board.kind === 'page' && !connection.credentials.byTicket ? [plainText(board)] : []),
		{ label: t.leaveBoard, icon: ChevronLeft, separated: true, onselect: parts.onleave }
	];
}

/** What is selected, or else all of this board. */
async function putOnStage({ connection, board, window }: BoardMenuParts): Promise<void> {
	try {
		const { putBoardOnStage } = await import('./facilitator/put-board-on-stage.ts');
		await putBoardOnStage(connection, board, window());
	} catch {
		toast.show({ text: t.panelFailed, kind: 'problem' });
	}
}

function plainText({ id }: Board): MenuEntry {
	const open = (): void => void window.open(address.reading(id), '_blank', 'noopener');
	return { label: t.plainText, icon: FileText, onselect: open };
}

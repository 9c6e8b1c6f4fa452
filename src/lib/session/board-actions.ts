import ArchiveRestore from '@lucide/svelte/icons/archive-restore';
import Archive from '@lucide/svelte/icons/archive';
import ArrowDown from '@lucide/svelte/icons/arrow-down';
import ArrowUp from '@lucide/svelte/icons/arrow-up';
import Lock from '@lucide/svelte/icons/lock';
import LockOpen from '@lucide/svelte/icons/lock-open';
import Pencil from '@lucide/svelte/icons/pencil';
import { t } from '$lib/messages/front.ts';
import type { MenuEntry } from '$lib/ui/menu.ts';
import { toast } from '$lib/ui/toast.svelte.ts';
import type { Board } from '#model/session/session.ts';
import { setLocked } from './after/lock-board.ts';
import type { SessionConnection } from './session-connection.svelte.ts';

/** What a facilitator can do with a board, and who may rename it, as lines of its menu. `boards`: those in use, in order. */
export function boardActions(
	connection: SessionConnection,
	board: Board,
	boards: readonly Board[],
	rename: () => void
): readonly MenuEntry[] {
	const renaming: MenuEntry = { label: t.rename, icon: Pencil, onselect: rename };
	if (!connection.facilitates) return board.archivedAt === null ? [renaming] : [];
	if (board.archivedAt !== null) return [renaming, restoring(connection, board)];
	const index = boards.indexOf(board);
	const move = (before: Board | undefined): void => {
		void connection.give({ type: 'move-board', board: board.id, before: before?.id ?? null });
	};
	return [
		renaming,
		{ label: t.moveUp, icon: ArrowUp, disabled: index === 0, onselect: () => move(boards[index - 1]) },
		{
			label: t.moveDown,
			icon: ArrowDown,
			disabled: index === boards.length - 1,
			onselect: () => move(boards[index + 2])
		},
		{
			label: board.locked ? t.unlock : t.lock,
			icon: board.locked ? LockOpen : Lock,
			onselect: () => void setLocked(connection, board, !board.locked)
		},
		{
			label: t.archive,
			icon: Archive,
			separated: true,
			onselect: () => void archive(connection, board)
		}
	];
}

function restoring(connection: SessionConnection, board: Board): MenuEntry {
	return {
		label: t.restore,
		icon: ArchiveRestore,
		onselect: () => void connection.give({ type: 'restore-board', board: board.id })
	};
}

async function archive(connection: SessionConnection, board: Board): Promise<void> {
	const outcome = await connection.give({ type: 'archive-board', board: board.id });
	if (!outcome.ok) return;
	const undo = (): void => void connection.give({ type: 'restore-board', board: board.id });
	toast.show({
		text: t.archivedToast(board.title),
		kind: 'note',
		purpose: 'undo',
		action: { label: t.undo, run: undo }
	});
}

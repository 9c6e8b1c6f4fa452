import { ALIGNING } from './aligning.ts';
import { COLOURING } from './colouring.ts';
import { copy, cut, paste } from './clipboard.ts';
import type { Command } from './command.ts';
import { comments } from './comments.ts';
import { PEOPLE_COMMANDS } from './people.ts';
import { BENDING, connect, connectedCopies, loop } from './connecting.ts';
import { distributeAcross, distributeDown, tidy } from './distributing.ts';
import { duplicate } from './duplicate.ts';
import { flipAcross, flipDown } from './flipping.ts';
import { highlight } from './highlighting.ts';
import { group, ungroup } from './grouping.ts';
import { IO_COMMANDS } from './io.ts';
import { addImages, describeImage } from './images.ts';
import { TABLE_COMMANDS } from './tables.ts';
import { versions } from './versions.ts';
import { addLink, openLink } from './links.ts';
import { FINDING_COMMANDS } from './finding.ts';
import { lock, toggleLock, unlock, unlockAll } from './locking.ts';
import { copyStyle, pasteStyle } from './looks.ts';
import { RESHAPING } from './reshaping.ts';
import { letGo, next, previous, selectAll } from './selecting.ts';
import { selectSameKind } from './same-kind.ts';
import { snapToGrid, snapToShapes } from './snapping.ts';
import { STACKING } from './stacking.ts';

/** The commands that no first stroke needs; see registry.ts. Each has a file of its own, or one with its closest kin. */
export const MORE_COMMANDS: readonly Command[] = [
	cut,
	copy,
	paste,
	duplicate,
	selectAll,
	next,
	previous,
	letGo,
	addImages,
	describeImage,
	addLink,
	openLink,
	...TABLE_COMMANDS,
	versions,
	...IO_COMMANDS,
	...COLOURING,
	highlight,
	copyStyle,
	pasteStyle,
	group,
	ungroup,
	toggleLock,
	lock,
	unlock,
	...STACKING,
	...ALIGNING,
	distributeAcross,
	distributeDown,
	tidy,
	flipAcross,
	flipDown,
	...RESHAPING,
	selectSameKind,
	unlockAll,
	...FINDING_COMMANDS,
	comments,
	...PEOPLE_COMMANDS,
	snapToShapes,
	snapToGrid,
	connect,
	loop,
	...BENDING,
	...connectedCopies
];

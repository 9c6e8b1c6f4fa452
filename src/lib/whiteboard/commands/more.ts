import type { Command } from './command.ts';
import { addImages, describeImage } from './images.ts';
import { connect, connectedCopies } from './connecting.ts';
import { group, ungroup } from './grouping.ts';

/** The commands that no first stroke needs; see registry.ts. Each has a file of its own, or one with its closest kin. */
export const MORE_COMMANDS: readonly Command[] = [addImages, describeImage, group, ungroup, connect, ...connectedCopies];

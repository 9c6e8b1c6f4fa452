import type { BoardId, ReadyCheckId } from '../ids.ts';
import type { Step } from './run.ts';

/**
 * Being ready for what comes after a phase is presence, like any check: it names the board, the phase and the attempt, so
 * that it is over with them and nobody has to ask for it. The same on every device.
 */
export function readyCheckOf(
	board: BoardId,
	{ phase, attempt }: Pick<Step, 'phase' | 'attempt'>
): ReadyCheckId {
	const named = `${board}/${phase}.${attempt}`;
	return Array.from({ length: ID_LENGTH }, (_, place) => ALPHABET[hash(`${place}:${named}`) & 63]).join(
		''
	) as ReadyCheckId;
}

const ID_LENGTH = 22;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** FNV-1a of 32 bits, its halves folded: the lowest bits alone follow the last letter too closely. */
function hash(text: string): number {
	let value = 0x811c9dc5;
	for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
	return (value ^ (value >>> 16) ^ (value >>> 7)) >>> 0;
}

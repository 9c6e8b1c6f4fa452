import type { IdentityId, PromptId } from '../ids.ts';
import { unreachable } from '../unreachable.ts';
import { cleanMessage } from './apply/voice.ts';
import type { Refusal } from './commands.ts';
import type { PrivateCommand } from './commands/people.ts';
import { LIMITS } from './session.ts';

/** What a facilitator asks one person. */
export interface Prompt {
	readonly id: PromptId;
	readonly text: string;
	readonly by: IdentityId;
	/** Server time. */
	readonly at: number;
}

/** What one person has in one session that nobody else is ever sent. */
export interface PrivateThings {
	/** The latest last. */
	readonly prompts: readonly Prompt[];
	/** To oneself. */
	readonly notes: string;
}

/** Whoever has not read by then what a facilitator asked in the middle of a session will not answer it. */
export const PROMPTS_FOR_MS = 14 * 24 * 60 * 60_000;

/** Somebody's things without prompts of long ago; the same where there are none. */
export function withoutOldPrompts(things: PrivateThings, now: number): PrivateThings {
	const prompts = things.prompts.filter(({ at }) => now - at < PROMPTS_FOR_MS);
	return prompts.length === things.prompts.length ? things : { ...things, prompts };
}

export const NOTHING_PRIVATE: PrivateThings = { prompts: [], notes: '' };

export type PrivateOutcome =
	{ readonly ok: true; readonly things: PrivateThings } | { readonly ok: false; readonly refusal: Refusal };

/** What a command of `by` makes of one person's private things; that they may give it was asked before. */
export function applyPrivateCommand(
	things: PrivateThings,
	command: PrivateCommand,
	by: IdentityId,
	now: number
): PrivateOutcome {
	switch (command.type) {
		case 'send-prompt': {
			const text = cleanMessage(command.text);
			if (text === null) return { ok: false, refusal: 'invalid' };
			// Sent again because the answer was lost: it is there.
			const others = things.prompts.filter(({ id }) => id !== command.prompt);
			const prompts = [...others, { id: command.prompt, text, by, at: now }].slice(-LIMITS.prompts);
			return { ok: true, things: { ...things, prompts } };
		}
		case 'dismiss-prompt':
			return {
				ok: true,
				things: { ...things, prompts: things.prompts.filter(({ id }) => id !== command.prompt) }
			};
		case 'set-notes':
			if (command.text.length > LIMITS.notesLength) return { ok: false, refusal: 'invalid' };
			return { ok: true, things: { ...things, notes: command.text } };
		default:
			return unreachable(command);
	}
}

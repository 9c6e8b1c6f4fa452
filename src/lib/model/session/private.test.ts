import { expect, test } from 'vitest';
import { createId, type PromptId } from '../ids.ts';
import { applyPrivateCommand, NOTHING_PRIVATE, type PrivateThings } from './private.ts';
import type { PrivateCommand } from './commands/people.ts';
import { LIMITS } from './session.ts';
import { FAY, MIA, NOW } from './test-sessions.ts';

const send = (text: string, prompt = createId<PromptId>()): PrivateCommand => ({
	type: 'send-prompt',
	prompt,
	to: [MIA.id],
	text
});

function after(...commands: PrivateCommand[]): PrivateThings {
	return commands.reduce((things, command) => {
		const outcome = applyPrivateCommand(things, command, FAY.id, NOW);
		if (!outcome.ok) throw new Error(outcome.refusal);
		return outcome.things;
	}, NOTHING_PRIVATE);
}

test('prompts come in the order of their sending, the latest of each, and go when they are dismissed', () => {
	const prompt = createId<PromptId>();
	const things = after(send('One', prompt), send('Two'), send('One more', prompt));
	expect(things.prompts.map(({ text }) => text)).toEqual(['Two', 'One more']);
	expect(things.prompts[1]).toEqual({ id: prompt, text: 'One more', by: FAY.id, at: NOW });
	expect(after(send('One', prompt), { type: 'dismiss-prompt', prompt }).prompts).toEqual([]);
	expect(after(...Array.from({ length: 30 }, () => send('T'))).prompts).toHaveLength(LIMITS.prompts);
});

test('notes are kept as they are typed, within their limit', () => {
	expect(after({ type: 'set-notes', text: ' as typed\n' }).notes).toBe(' as typed\n');
	const long = { type: 'set-notes', text: 'x'.repeat(LIMITS.notesLength + 1) } as const;
	expect(applyPrivateCommand(NOTHING_PRIVATE, long, MIA.id, NOW)).toEqual({ ok: false, refusal: 'invalid' });
	expect(applyPrivateCommand(NOTHING_PRIVATE, send(' '), FAY.id, NOW)).toMatchObject({ ok: false });
});

import { isId } from '../../ids.ts';
import type { VoiceCommand } from '../commands/people.ts';
import { LIMITS } from '../session.ts';
import { accept, refuse, type Family } from './outcome.ts';

export const voice: Family<VoiceCommand> = {
	announce: (session, { announcement: id, text: typed }, actor, now) => {
		const text = cleanMessage(typed);
		if (text === null || !isId(id)) return refuse('invalid');
		if (session.announcements.some((said) => said.id === id)) return refuse('duplicate');
		const announcements = [...session.announcements, { id, text, by: actor.id, at: now }];
		return accept({ ...session, announcements: announcements.slice(-LIMITS.announcements) });
	},
	'retract-announcement': (session, { announcement: id }) => {
		const left = session.announcements.filter((said) => said.id !== id);
		if (left.length === session.announcements.length) return refuse('unknown-item');
		return accept({ ...session, announcements: left });
	},
	'ask-ready': (session, { check: id, question: typed }, actor, now) => {
		const question = typed.trim();
		if (!isId(id) || question.length > LIMITS.messageLength) return refuse('invalid');
		return accept({ ...session, readyCheck: { id, question, by: actor.id, at: now } });
	},
	'end-ready': (session) => accept({ ...session, readyCheck: null }),
	'answer-hand': (session, { member }, _, now) => {
		if (member === null) return accept({ ...session, answered: { all: now, members: [] } });
		const { all, members } = session.answered;
		const others = members.filter((one) => one.member !== member);
		// More hands than this are never up at once; the one that was answered first is down long since.
		const kept = others.slice(-(LIMITS.groupMembers - 1));
		return accept({ ...session, answered: { all, members: [...kept, { member, at: now }] } });
	}
};

/** A message as it is sent; `null` when nothing or too much is left. */
export function cleanMessage(typed: string): string | null {
	const text = typed.trim();
	return text.length === 0 || text.length > LIMITS.messageLength ? null : text;
}

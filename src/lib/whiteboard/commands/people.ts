import Megaphone from '@lucide/svelte/icons/megaphone';
import MessageSquareQuote from '@lucide/svelte/icons/message-square-quote';
import Users from '@lucide/svelte/icons/users';
import { t } from '$lib/messages/whiteboard-people.ts';
import type { Editor } from '../editor.svelte.ts';
import type { Command } from './command.ts';

const base = { group: 'board', writes: false } as const;

const people: Command = {
	...base,
	id: 'people',
	label: () => t.people,
	shortcuts: ['Shift+F'],
	icon: Users,
	menu: 'board',
	run: (editor) => editor.panels.toggle('people')
};

const say: Command = {
	...base,
	id: 'say',
	label: () => t.say,
	shortcuts: ['/'],
	icon: MessageSquareQuote,
	blocked: needsCompany,
	run(editor) {
		if (editor.company !== null) editor.company.voices.chatting = true;
	}
};

const bringEveryone: Command = {
	...base,
	id: 'bring-everyone',
	label: () => t.bring,
	shortcuts: [],
	icon: Megaphone,
	blocked: (editor) => (editor.presence.facilitates ? needsCompany(editor) : t.onlyFacilitators),
	run: (editor) => editor.company?.bringEveryone()
};

export const PEOPLE_COMMANDS: readonly Command[] = [people, say, bringEveryone];

function needsCompany({ presence }: Editor): string | null {
	return presence.count === 0 ? t.nobodyToBring : null;
}

import { describe, expect, it } from 'vitest';
import { readThreads } from '#model/whiteboard/comments/comments.ts';
import { pinAt } from '#model/whiteboard/comments/pin.ts';
import { authorshipUnder } from '../people/authorship.ts';
import { openEditor } from '../test-editors.ts';
import { beginThread, setResolved } from './comment-edits.ts';
import { signerOf, unsigned } from './signatures.ts';

const ada = { author: 'ada', name: 'Ada' };
const known = (id: string) => (id === 'ada' ? ({ name: 'Ada Lovelace', color: 'plum' } as const) : null);
const nobody = () => null;

describe('whose a comment is', () => {
	it('is told by the name of now, or that of then, and mine is mine', () => {
		const { editor, close } = openEditor('me');
		expect(signerOf(ada, editor, known).name).toBe('Ada Lovelace');
		expect(signerOf(ada, editor, nobody).name).toBe('Ada');
		expect(signerOf({ author: 'me', name: 'Me' }, editor, nobody)).toMatchObject({
			name: 'You',
			person: { name: 'Me' }
		});
		expect(signerOf({ author: '', name: '' }, editor, nobody).name).toBe('Somebody');
		close();
	});

	it('is told of nobody where names are stripped, and looks alike for all', () => {
		const { editor, close } = openEditor('me');
		editor.authorship = authorshipUnder({ namesStripped: true });
		const somebody = signerOf(ada, editor, known);
		expect(JSON.stringify(somebody)).not.toMatch(/ada|plum/i);
		expect(signerOf({ author: 'me', name: 'Me' }, editor, known).person).toEqual(somebody.person);
		close();
	});

	it('is not written down where names are stripped, nor taken out of the session', () => {
		const { editor, close } = openEditor('me');
		const writer = { editor, name: 'Meg', now: () => 5 };
		const threads = () => [...readThreads(editor.board.comments).values()];
		beginThread(writer, pinAt({ x: 1, y: 2 }, null), 'First');
		setResolved(writer, threads()[0]!, true);
		expect(JSON.stringify(threads())).toContain('Meg');
		expect(JSON.stringify(unsigned(threads()))).not.toMatch(/Meg|"me"/);
		editor.authorship = 'hidden';
		beginThread(writer, pinAt({ x: 1, y: 2 }, null), 'Second');
		expect(threads().map(({ comments }) => comments[0]!.name)).toEqual(['Meg', '']);
		close();
	});
});

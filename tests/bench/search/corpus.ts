import { createId, type SessionId } from '#model/ids.ts';
import type { Section } from '#model/search/sections.ts';
import { wordsOf } from '#model/search/words.ts';
import type { BoardFacts, BodyFacts, ReadableSet, SessionFacts } from '../../../server/search/messages.ts';
import type { Random } from '../../support/random.ts';
import buildings from './pages/buildings.ts';
import childcare from './pages/childcare.ts';
import clinics from './pages/clinics.ts';
import events from './pages/events.ts';
import farming from './pages/farming.ts';
import festivals from './pages/festivals.ts';
import gardens from './pages/gardens.ts';
import hosting from './pages/hosting.ts';
import kitchens from './pages/kitchens.ts';
import libraries from './pages/libraries.ts';
import logistics from './pages/logistics.ts';
import nursing from './pages/nursing.ts';
import offices from './pages/offices.ts';
import type { ProblemPage } from './pages/page.ts';
import schools from './pages/schools.ts';
import shops from './pages/shops.ts';
import socialWork from './pages/social-work.ts';
import software from './pages/software.ts';
import teaching from './pages/teaching.ts';
import volunteering from './pages/volunteering.ts';
import water from './pages/water.ts';

export interface Trade {
	readonly name: string;
	readonly pages: readonly ProblemPage[];
	/** Which were written together: the second ones before anything was chosen that they might measure. */
	readonly set: 'first' | 'second';
	/** Nothing was chosen by how well these are found. */
	readonly isHeldOut: boolean;
}

const first = (name: string, pages: readonly ProblemPage[], isHeldOut: boolean): Trade => ({
	...{ name, pages, isHeldOut },
	set: 'first'
});

const second = (name: string, pages: readonly ProblemPage[], isHeldOut: boolean): Trade => ({
	...{ name, pages, isHeldOut },
	set: 'second'
});

/**
 * The halves that are held out were named before anything was measured: every second trade in the order of the alphabet, of
 * each set.
 */
export const TRADES: readonly Trade[] = [
	first('buildings', buildings, false),
	first('childcare', childcare, true),
	first('events', events, false),
	first('gardens', gardens, true),
	first('kitchens', kitchens, false),
	first('libraries', libraries, true),
	first('nursing', nursing, false),
	first('offices', offices, true),
	first('shops', shops, false),
	first('software', software, true),
	first('teaching', teaching, false),
	first('volunteering', volunteering, true),
	second('clinics', clinics, false),
	second('farming', farming, true),
	second('festivals', festivals, false),
	second('hosting', hosting, true),
	second('logistics', logistics, false),
	second('schools', schools, true),
	second('social work', socialWork, false),
	second('water', water, true)
];

export interface Corpus {
	readonly sessions: readonly { readonly facts: SessionFacts; readonly bodies: readonly BodyFacts[] }[];
	/** The document of each page that somebody is to find. */
	readonly documentOf: ReadonlyMap<ProblemPage, string>;
	/** All of them, and the sessions: what everybody may read. */
	readonly readable: ReadableSet;
	readonly sections: number;
}

/** Sections of a document, its title counted. */
const SECTIONS = 9;
const BOARDS = 20;

/**
 * The pages in the midst of others: a session for each trade and more of the like, whose boards hold stretches of up to three
 * words of the same trades' pages, thrown together: the same words as often, and none of the thoughts. None is put before
 * others by its standing.
 */
export function makeCorpus(sections: number, random: Random): Corpus {
	const documentOf = new Map<ProblemPage, string>();
	const sessions: Corpus['sessions'][number][] = [];
	let count = 0;
	const add = (title: string, boards: readonly { title: string; sections: readonly Section[] }[]): void => {
		const id = createId<SessionId>();
		const named = boards.map((board) => ({ ...board, name: createId<SessionId>() }));
		sessions.push({
			facts: {
				id,
				title,
				label: 'amber',
				agenda: [],
				synonyms: [],
				changedAt: 0,
				boards: named.map((board): BoardFacts => ({
					name: board.name,
					kind: 'page',
					title: board.title,
					standing: 'open',
					worked: 0,
					tags: [],
					createdAt: 0
				}))
			},
			bodies: named.map((board) => ({
				name: board.name,
				head: '1',
				changedAt: null,
				sections: board.sections
			}))
		});
		count += 1 + named.reduce((sum, board) => sum + 1 + board.sections.length, 0);
	};
	for (const { name, pages } of TRADES) {
		add(name, pages.map(boardOf));
		for (const [at, { name: document }] of sessions.at(-1)!.bodies.entries())
			documentOf.set(pages[at]!, document);
	}
	const stretches = TRADES.map(({ pages }) => stretchesOf(pages));
	const all = stretches.flat();
	while (count < sections) {
		const own = random.pick(stretches);
		const phrase = (least: number, most: number): string => {
			const length = least + random.below(most - least + 1);
			return Array.from({ length }, () => random.pick(random.below(10) < 7 ? own : all)).join(' ');
		};
		const board = () => ({
			title: phrase(1, 3),
			sections: Array.from({ length: SECTIONS - 1 }, (_, at): Section => ({
				kind: 'text',
				anchor: `block-${at}`,
				heading: [phrase(1, 1)],
				text: phrase(2, 20)
			}))
		});
		add(phrase(1, 2), Array.from({ length: BOARDS }, board));
	}
	const readable = sessions.flatMap(({ facts }) => [facts.id, ...facts.boards.map(({ name }) => name)]);
	return { sessions, documentOf, readable: { key: 1, json: JSON.stringify(readable) }, sections: count };
}

function boardOf({ title, happens, todo }: ProblemPage): { title: string; sections: readonly Section[] } {
	return {
		title,
		sections: [
			{ kind: 'text', anchor: 'a', heading: ['What happens'], text: happens },
			{ kind: 'text', anchor: 'b', heading: ['What to do'], text: todo }
		]
	};
}

/** One to three words that follow each other. */
function stretchesOf(pages: readonly ProblemPage[]): string[] {
	const stretches: string[] = [];
	for (const { title, happens, todo } of pages)
		for (const text of [title, happens, todo]) {
			const words = wordsOf(text).map(({ start, end }) => text.slice(start, end));
			for (let at = 0; at < words.length; at += 1 + (at % 3))
				stretches.push(words.slice(at, at + 1 + (at % 3)).join(' '));
		}
	return stretches;
}

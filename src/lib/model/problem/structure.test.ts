import { describe, expect, it } from 'vitest';
import { createId } from '../ids.ts';
import { plainKeys } from '../order.ts';
import type { Card, CardId } from './card.ts';
import { NO_DETAILS, type CardDetails, type ClusterId } from './card-details.ts';
import { peerAssist } from './methods/peer-assist.ts';
import { reverseIt } from './methods/reverse-it.ts';
import { solveAProblem } from './methods/solve-a-problem.ts';
import { blocksOf, middleOf, QUADRANTS, quadrantOf, usualStructure, type Block } from './structure.ts';
import { CAUSES } from './test-boards.ts';

function cards(...list: readonly (readonly [text: string, details?: Partial<CardDetails>])[]): Card[] {
	const keys = plainKeys(list.length);
	return list.map(([text, details], index) => ({
		id: createId<CardId>(),
		text,
		lane: CAUSES,
		order: keys[index]!,
		author: null,
		createdAt: null,
		details: { ...NO_DETAILS, ...details }
	}));
}

const words = ({ cards }: Block): string[] => cards.map(({ card, depth }) => '-'.repeat(depth) + card.text);
const nobody = (): boolean => false;

describe('the blocks of a lane', () => {
	it('put a cluster where its first card stands, and leave a single untitled one loose', () => {
		const [x, y] = [createId<ClusterId>(), createId<ClusterId>()];
		const lane = cards(['a'], ['b', { cluster: x }], ['c'], ['d', { cluster: x }], ['e', { cluster: y }]);
		const kinds = (titled: (cluster: ClusterId) => boolean) =>
			blocksOf('cards', lane, titled).map((block) => [block.kind, ...words(block)]);
		expect(kinds(nobody)).toEqual([
			['cards', 'a'],
			['cluster', 'b', 'd'],
			['cards', 'c', 'e']
		]);
		expect(kinds((cluster) => cluster === y).at(-1)).toEqual(['cluster', 'e']);
	});

	it('put each answer under its why, and cut circles', () => {
		const lane = cards(['late'], ['pump'], ['seal'], ['round'], ['about']);
		const [late, pump, seal, round, about] = lane as [Card, Card, Card, Card, Card];
		const under = (card: Card, to: Card): Card => ({ ...card, details: { ...card.details, under: to.id } });
		const shown = [under(seal, pump), late, under(pump, late), under(round, about), under(about, round)];
		expect(blocksOf('whys', shown, nobody).map(words)).toEqual([
			['late', '-pump', '--seal', 'round', '-about']
		]);
	});

	it('have a section for each bone, also without cards, and one for what is nowhere yet', () => {
		const blocks = blocksOf(
			'fishbone',
			cards(['a', { section: 'people' }], ['b'], ['c', { section: 'sky' }]),
			nobody
		);
		expect(blocks).toHaveLength(7);
		expect([words(blocks[0]!), words(blocks[1]!), words(blocks[2]!)]).toEqual([['b', 'c'], ['a'], []]);
	});

	it('hold quadrants, each with its middle in it', () => {
		for (const quadrant of QUADRANTS) expect(quadrantOf(middleOf(quadrant))).toBe(quadrant);
		const blocks = blocksOf('grid', cards(['a', { spot: { impact: 0.9, effort: 0.2 } }]), nobody);
		expect(blocks.find(({ id }) => id === 'section-quick-wins')?.cards).toHaveLength(1);
	});

	it('part what is open from what is done', () => {
		const blocks = blocksOf('actions', cards(['a', { closed: true }], ['b']), nobody);
		expect(blocks.map(words)).toEqual([['b'], ['a']]);
	});
});

it('a lane is structured by what its phases are for', () => {
	expect(solveAProblem.lanes.map((lane) => usualStructure(solveAProblem, lane))).toEqual([
		'cards',
		'cards',
		'cards',
		'record',
		'actions'
	]);
});

it('a decision that is sorted into several lanes is recorded in none', () => {
	const ofDecision = reverseIt.lanes.filter(({ id }) => ['stop', 'risks'].includes(id));
	expect(ofDecision.map((lane) => usualStructure(reverseIt, lane))).toEqual(['cards', 'cards']);
});

it('what several people take from it is no decision with its reasons', () => {
	expect(peerAssist.lanes.map((lane) => usualStructure(peerAssist, lane))).toEqual([
		'cards',
		'cards',
		'cards'
	]);
});

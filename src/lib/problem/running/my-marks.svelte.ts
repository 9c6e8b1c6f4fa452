import { fits } from '#model/problem/ballots/count.ts';
import type { ConsentAnswer, Marks } from '#model/problem/ballots/marks.ts';
import type { CardId } from '#model/problem/card.ts';
import type { VoteRules } from '#model/problem/method.ts';
import { unreachable } from '#model/unreachable.ts';

/** What one person has put down on a card, whatever kind of vote it is. */
export interface Mark {
	/** Dots; the place in a ranking, from one; a grade; 1 for a card that is approved. */
	readonly value: number;
	readonly impact: number;
	readonly effort: number;
	readonly answer: ConsentAnswer | null;
	readonly reason: string;
}

const NOTHING: Mark = { value: 0, impact: 0, effort: 0, answer: null, reason: '' };

/** A vote that is being filled in. */
export class MyMarks {
	readonly rules: VoteRules;
	#marks = $state.raw<ReadonlyMap<CardId, Mark>>(new Map());

	/** What has been used of the budget. */
	readonly used = $derived.by(() => {
		const all = [...this.#marks.values()];
		return this.rules.type === 'dot' ? all.reduce((sum, { value }) => sum + value, 0) : all.length;
	});
	readonly left = $derived.by(() => Math.max(0, this.rules.budget - this.used));
	/** Of a ranking: the best first. */
	readonly ranking = $derived(
		[...this.#marks].toSorted(([, a], [, b]) => a.value - b.value).map(([card]) => card)
	);

	constructor(rules: VoteRules, before: Marks | null) {
		this.rules = rules;
		if (before !== null && before.type === rules.type) this.#marks = read(before);
	}

	on(card: CardId): Mark {
		return this.#marks.get(card) ?? NOTHING;
	}

	/** Whether the card can be marked at all: it is, or something is left. */
	mayMark(card: CardId): boolean {
		return this.left > 0 || (this.rules.type !== 'dot' && this.#marks.has(card));
	}

	/** Whether it went: not beyond the budget. */
	mark(card: CardId, change: Partial<Mark>): boolean {
		const next = new Map(this.#marks);
		const mark = { ...this.on(card), ...change };
		if (isNothing(mark)) next.delete(card);
		else next.set(card, mark);
		if (!fits(written(this.rules.type, next), this.rules)) return false;
		this.#marks = next;
		return true;
	}

	/** Puts a card behind the others of the ranking. */
	rank(card: CardId): boolean {
		return this.mark(card, { value: this.ranking.length + 1 });
	}

	unrank(card: CardId): void {
		const rest = this.ranking.filter((one) => one !== card);
		this.#marks = new Map(rest.map((one, index) => [one, { ...NOTHING, value: index + 1 }]));
	}

	/** As it is sent. */
	get marks(): Marks {
		return written(this.rules.type, this.#marks);
	}
}

function isNothing({ value, impact, effort, answer }: Mark): boolean {
	return value === 0 && impact === 0 && effort === 0 && answer === null;
}

function written(type: VoteRules['type'], marks: ReadonlyMap<CardId, Mark>): Marks {
	const all = [...marks];
	switch (type) {
		case 'dot':
			return { type, dots: all.map(([card, { value }]) => ({ card, count: value })) };
		case 'approval':
			return { type, cards: all.map(([card]) => card) };
		case 'rank':
			return { type, cards: all.toSorted(([, a], [, b]) => a.value - b.value).map(([card]) => card) };
		case 'scale':
			return { type, grades: all.map(([card, { value }]) => ({ card, grade: value })) };
		case 'impactEffort': {
			// One axis alone says nothing yet.
			const whole = all.filter(([, { impact, effort }]) => impact > 0 && effort > 0);
			return { type, placements: whole.map(([card, { impact, effort }]) => ({ card, impact, effort })) };
		}
		case 'consent':
			return {
				type,
				answers: all.flatMap(([card, { answer, reason }]) =>
					answer === null ? [] : [{ card, answer, reason: answer === 'consent' ? '' : reason }]
				)
			};
		default:
			return unreachable(type);
	}
}

function read(marks: Marks): Map<CardId, Mark> {
	switch (marks.type) {
		case 'dot':
			return new Map(marks.dots.map(({ card, count }) => [card, { ...NOTHING, value: count }]));
		case 'approval':
			return new Map(marks.cards.map((card) => [card, { ...NOTHING, value: 1 }]));
		case 'rank':
			return new Map(marks.cards.map((card, index) => [card, { ...NOTHING, value: index + 1 }]));
		case 'scale':
			return new Map(marks.grades.map(({ card, grade }) => [card, { ...NOTHING, value: grade }]));
		case 'impactEffort':
			return new Map(
				marks.placements.map(({ card, impact, effort }) => [card, { ...NOTHING, impact, effort }])
			);
		case 'consent':
			return new Map(marks.answers.map(({ card, answer, reason }) => [card, { ...NOTHING, answer, reason }]));
		default:
			return unreachable(marks);
	}
}

import type { CardId } from '../card.ts';

/** A grade, and each axis of impact and effort, goes from 1 to this. */
export const HIGHEST_GRADE = 5;
export const MAX_REASON_LENGTH = 500;

export const CONSENT_ANSWERS = ['consent', 'reservation', 'objection'] as const;
/** A reservation is noted and stops nothing; an objection is a reason why the group should not go on as proposed. */
export type ConsentAnswer = (typeof CONSENT_ANSWERS)[number];

/** What one voter put down on one ballot; casting again replaces all of it. */
export type Marks =
	| { readonly type: 'dot'; readonly dots: readonly { readonly card: CardId; readonly count: number }[] }
	| { readonly type: 'approval'; readonly cards: readonly CardId[] }
	/** The best first. */
	| { readonly type: 'rank'; readonly cards: readonly CardId[] }
	| { readonly type: 'scale'; readonly grades: readonly { readonly card: CardId; readonly grade: number }[] }
	| {
			readonly type: 'impactEffort';
			readonly placements: readonly {
				readonly card: CardId;
				readonly impact: number;
				readonly effort: number;
			}[];
	  }
	| {
			readonly type: 'consent';
			readonly answers: readonly {
				readonly card: CardId;
				readonly answer: ConsentAnswer;
				/** Said of a reservation or an objection; may be empty. */
				readonly reason: string;
			}[];
	  };

export type MarksOf<T extends Marks['type']> = Extract<Marks, { type: T }>;

import type { Brand } from '../brand.ts';
import { isId, type IdentityId } from '../ids.ts';
import { isOrderKey, type OrderKey } from '../order.ts';
import type { CardDetails } from './card-details.ts';
import type { LaneId } from './method.ts';

export type CardId = Brand<string, 'CardId'>;

/** Where a card lies. Apart from what it says, so that moving it and writing on it merge. */
export interface CardPlace {
	readonly lane: LaneId;
	readonly order: OrderKey;
}

/** What is told once about a card. Later versions add fields; whoever rewrites an entry keeps those it does not know. */
export interface CardFacts {
	/** Who made it; `null` where nobody is told. */
	readonly author: IdentityId | null;
	/** Milliseconds since the epoch, by the author's clock; `null` when it is not known. */
	readonly createdAt: number | null;
}

/** Whoever wrote a card, as they were called when they did: a board stays readable when its people have gone. */
export interface CardAuthor {
	readonly name: string;
	readonly color: string;
}

/** Everything about one card, as plain data. A card that did not change is the same object. */
export interface Card extends CardFacts {
	readonly id: CardId;
	readonly text: string;
	/** `null`: in no lane that there is; the board shows such cards by themselves, so that none is lost. */
	readonly lane: LaneId | null;
	/** `null`: no valid place; it comes first. */
	readonly order: OrderKey | null;
	readonly details: CardDetails;
}

const MAX_NAME_LENGTH = 60;
const COLOR_PATTERN = /^[a-z]{1,20}$/;
const UNKNOWN_FACTS: CardFacts = { author: null, createdAt: null };

function fields(value: unknown): Readonly<Record<string, unknown>> | null {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
}

/** Anything from the document → a place, or `null`. */
export function parsePlace(value: unknown): CardPlace | null {
	const place = fields(value);
	if (place === null || typeof place.lane !== 'string' || !isOrderKey(place.order)) return null;
	return { lane: place.lane as LaneId, order: place.order };
}

/** Anything from the document → what can be believed of it. */
export function parseFacts(value: unknown): CardFacts {
	const facts = fields(value);
	if (facts === null) return UNKNOWN_FACTS;
	return {
		author: isId(facts.author) ? (facts.author as IdentityId) : null,
		createdAt: Number.isFinite(facts.createdAt) ? (facts.createdAt as number) : null
	};
}

/** Anything from the document → a name and a colour, or `null`. */
export function parseAuthor(value: unknown): CardAuthor | null {
	const author = fields(value);
	if (author === null || typeof author.name !== 'string' || typeof author.color !== 'string') return null;
	if (author.name.trim() === '' || !COLOR_PATTERN.test(author.color)) return null;
	return { name: author.name.slice(0, MAX_NAME_LENGTH), color: author.color };
}

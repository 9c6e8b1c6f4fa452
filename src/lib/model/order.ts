import type { Brand } from './brand.ts';

/**
 * A place in an order, as a string: between any two there is always another, so that inserting and moving touch one
 * item only. Compare with `<`.
 *
 * A key is a whole number and a fraction, both in base 62. The number starts with a letter that tells its sign and
 * length (`a`…`z`: 1…26 digits, `Z`…`A`: the same below zero), so that keys made by appending grow with the logarithm
 * of how many there are. The form is that of https://observablehq.com/@dgreensp/implementing-fractional-indexing.
 */
export type OrderKey = Brand<string, 'OrderKey'>;

/** In ASCII order, so that comparing strings compares keys. */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = DIGITS.length;
/** Random digits at the end: two people inserting at one place at once get different keys. */
const JITTER_DIGITS = 3;
const ZERO = 'a0';

/** Longer keys are made by nobody in earnest; making a key beside one would copy its length on and on. */
const MAX_LENGTH = 512;
/** Whole numbers of up to 16 digits: the next one up or down is always a key, too. */
const PATTERN = /^(?:[a-p]|[K-Z])[0-9A-Za-z]+$/;

/** Whether a value from a document is a key that `keyBetween` takes. */
export function isOrderKey(value: unknown): value is OrderKey {
	if (typeof value !== 'string' || value.length > MAX_LENGTH || !PATTERN.test(value)) return false;
	const wholeLength = 1 + digitCount(value[0]!);
	return value.length === wholeLength || (value.length > wholeLength && !value.endsWith('0'));
}

/**
 * A key after `before` and before `after`; `null` stands for the start or the end.
 * @throws when `before` is not less than `after`: sort by key, and then by id, before asking.
 */
export function keyBetween(before: OrderKey | null, after: OrderKey | null): OrderKey {
	if (before !== null && after !== null && before >= after)
		throw new Error(`no key between ${before} and ${after}`);
	return between(before, after) as OrderKey;
}

/** The order of things that have keys, the same for everybody also where two share one; those without a key come first. */
export function byOrder(
	a: { readonly order: OrderKey | null; readonly id: string },
	b: { readonly order: OrderKey | null; readonly id: string }
): number {
	const [left, right] = [a.order ?? '', b.order ?? ''];
	if (left !== right) return left < right ? -1 : 1;
	return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** `count` keys in order, all after `before` and before `after`. */
export function keysBetween(before: OrderKey | null, after: OrderKey | null, count: number): OrderKey[] {
	const keys: OrderKey[] = [];
	let last = before;
	for (let made = 0; made < count; made++) keys.push((last = keyBetween(last, after)));
	return keys;
}

/** The first `count` keys without chance in them: the same for everybody, for what has come in an order without keys. */
export function plainKeys(count: number): OrderKey[] {
	const keys: string[] = [];
	for (let key = ZERO; keys.length < count; key = neighbour(key, 1)) keys.push(key);
	return keys as OrderKey[];
}

function between(before: string | null, after: string | null): string {
	if (before === null) return after === null ? ZERO + jitter() : neighbour(wholeOf(after), -1) + jitter();
	const whole = wholeOf(before);
	if (after !== null && wholeOf(after) === whole)
		return whole + fractionBetween(before.slice(whole.length), after.slice(whole.length));
	const next = neighbour(whole, 1);
	if (after === null || next < wholeOf(after)) return next + jitter();
	return whole + fractionBetween(before.slice(whole.length), null);
}

function wholeOf(key: string): string {
	return key.slice(0, 1 + digitCount(key[0]!));
}

/** How many digits follow the head letter of a whole number. */
function digitCount(head: string): number {
	return head >= 'a' ? head.charCodeAt(0) - 96 : 91 - head.charCodeAt(0);
}

/** The whole number one above or one below. */
function neighbour(whole: string, step: 1 | -1): string {
	const [wrapFrom, wrapTo] = step === 1 ? [DIGITS[BASE - 1]!, DIGITS[0]!] : [DIGITS[0]!, DIGITS[BASE - 1]!];
	const digits = [...whole.slice(1)];
	for (let place = digits.length - 1; place >= 0; place--) {
		if (digits[place] !== wrapFrom) {
			digits[place] = DIGITS[DIGITS.indexOf(digits[place]!) + step]!;
			return whole[0]! + digits.join('');
		}
		digits[place] = wrapTo;
	}
	// Every digit wrapped round: the next head letter, which has one digit more or one fewer.
	const head = nextHead(whole[0]!, step);
	return head + wrapTo.repeat(digitCount(head));
}

/** 26 digits of base 62 number more items than a computer can hold, so the letters never run out. */
function nextHead(head: string, step: 1 | -1): string {
	if (head === 'Z' && step === 1) return 'a';
	if (head === 'a' && step === -1) return 'Z';
	return String.fromCharCode(head.charCodeAt(0) + step);
}

/** A fraction above `low` and below `high`; `null` is one whole. */
function fractionBetween(low: string, high: string | null): string {
	let fraction = '';
	for (let place = 0; ; place++) {
		const lower = place < low.length ? DIGITS.indexOf(low[place]!) : 0;
		// Once the fraction is below `high` in an earlier place, the rest is free.
		const bounded = high !== null && high.startsWith(fraction);
		const upper = !bounded ? BASE : place < high.length ? DIGITS.indexOf(high[place]!) : 0;
		if (upper - lower > 1) return fraction + DIGITS[Math.floor((lower + upper) / 2)]! + jitter();
		fraction += DIGITS[lower]!;
	}
}

function jitter(): string {
	let digits = '';
	for (let made = 1; made < JITTER_DIGITS; made++) digits += DIGITS[Math.floor(Math.random() * BASE)]!;
	// A fraction never ends in the lowest digit: nothing would fit between it and its own prefix.
	return digits + DIGITS[1 + Math.floor(Math.random() * (BASE - 1))]!;
}

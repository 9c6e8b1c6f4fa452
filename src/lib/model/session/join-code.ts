import type { Brand } from '../brand.ts';

/** Eight symbols of Crockford's base 32 (40 bits), without the group separator: `K7QF2M9D`. */
export type JoinCode = Brand<string, 'JoinCode'>;

declare const crypto: { getRandomValues(bytes: Uint8Array): Uint8Array };

/** https://www.crockford.com/base32.html: no I, L, O or U, so that a code read aloud cannot be misheard. */
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;

export function createJoinCode(): JoinCode {
	let code = '';
	for (const byte of crypto.getRandomValues(new Uint8Array(LENGTH))) code += SYMBOLS[byte & 31];
	return code as JoinCode;
}

/** What a person typed, with any case, spaces and dashes; I and L are read as 1, O as 0. `null` when it is no code. */
export function parseJoinCode(typed: string): JoinCode | null {
	const code = typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0');
	if (code.length !== LENGTH) return null;
	for (const symbol of code) if (!SYMBOLS.includes(symbol)) return null;
	return code as JoinCode;
}

/** `K7QF-2M9D`: two groups of four are read aloud and typed with fewer slips. */
export function formatJoinCode(code: JoinCode): string {
	return `${code.slice(0, 4)}-${code.slice(4)}`;
}

import type { SummaryLook } from '#model/summary/page.ts';
import { address } from '#protocol/addresses.ts';
import words from '../messages/en.ts';

/** The language of the server's own words. */
const LOCALE = 'en-GB';

/** How a summary is worded, with its times as they were where somebody is who asks. */
export function summaryLook(timeZone: string): SummaryLook {
	const date = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'full', timeStyle: 'short', timeZone });
	const time = new Intl.DateTimeFormat(LOCALE, { timeStyle: 'short', timeZone });
	const day = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'long', timeZone: 'UTC' });
	return {
		words: words.summary,
		addressOf: ({ id }, board) => (board === null ? address.session(id) : address.board(id, board.id)),
		date: (at) => date.format(at),
		time: (at) => time.format(at),
		day: (text) => day.format(new Date(`${text}T00:00:00Z`))
	};
}

import type { PageView } from '#protocol/pages.ts';
import { address } from '#protocol/addresses.ts';
import words from '../messages/en.ts';
import { escapeHtml } from './html.ts';

const DAYS = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });
const SHOWN_OCCURRENCES = 5;

/** What is known of a page, above it: how far it may be relied on. HTML. */
export function standingOf(view: PageView): string {
	const { facts } = words.read;
	const parts = [facts.states[view.state]];
	if (view.decision !== null) parts.push(facts.decisions[view.decision]);
	if (view.steward !== null) parts.push(facts.steward(view.steward));
	if (view.reviewAt !== null) parts.push(facts.review(DAYS.format(view.reviewAt)));
	const overdue = view.isOverdue ? `<p class="overdue">${escapeHtml(facts.overdue)}</p>\n` : '';
	return `<p class="standing">${parts.map(escapeHtml).join(' · ')}</p>\n${overdue}`;
}

/** And below it: whom it helped, when it happened, where it is from. HTML. @param now server time */
export function factsBelow(view: PageView, origin: string, now: number): string {
	const { facts } = words.read;
	const lines = [
		[facts.label, facts.labels[view.label]],
		[facts.address, `${origin}${address.reading(view.board)}`],
		[facts.asOf, DAYS.format(now)]
	] as const;
	const rows = lines.map(([term, text]) => `<dt>${escapeHtml(term)}</dt><dd>${escapeHtml(text)}</dd>`);
	return `<footer>\n${worked(view)}${occurrences(view)}${others(view)}<dl>${rows.join('')}</dl>\n</footer>`;
}

/** Works without JavaScript: a form that says the opposite of what was said. */
function worked({ board, mine, may, ...view }: PageView): string {
	const { facts } = words.read;
	const count = `<p>${escapeHtml(facts.worked(view.worked))}</p>`;
	if (!may.say) return count;
	const [value, label] = mine.worked ? ['no', facts.takeBack] : ['yes', facts.workedForMe];
	return (
		`${count}<form method="post" action="${escapeHtml(address.reading(board))}/worked">` +
		`<button name="worked" value="${value}">${escapeHtml(label)}</button></form>\n`
	);
}

function occurrences({ occurred, occurrences: all }: PageView): string {
	if (occurred === 0) return '';
	const { facts } = words.read;
	const items = all.slice(0, SHOWN_OCCURRENCES).map(({ at, group, context, session }) => {
		const said = [DAYS.format(at), group, session?.title ?? '', context].filter((part) => part !== '');
		return `<li>${escapeHtml(said.join(' · '))}</li>`;
	});
	return `<h2>${escapeHtml(facts.occurred(occurred))}</h2><ul>${items.join('')}</ul>\n`;
}

function others({ supersedes, merged }: PageView): string {
	const { facts } = words.read;
	const linked = (title: string, pages: PageView['merged']): string =>
		pages.length === 0
			? ''
			: `<p>${escapeHtml(title)} ${pages
					.map((one) => `<a href="${escapeHtml(address.reading(one.board))}">${escapeHtml(one.title)}</a>`)
					.join(', ')}</p>\n`;
	// What was given up for this page leads here.
	const gone = merged.map(({ title }) => escapeHtml(title)).join(', ');
	return (
		linked(facts.supersedes, supersedes) + (gone === '' ? '' : `<p>${escapeHtml(facts.merged)} ${gone}</p>\n`)
	);
}

import { expect, type Locator, type Page } from '@playwright/test';
import community from '../../../src/lib/messages/en/community.ts';
import front from '../../../src/lib/messages/en/front.ts';
import session from '../../../src/lib/messages/en/session.ts';
import type { BoardKind } from '../../../src/lib/model/session/session.ts';
import type { Person } from '../person.ts';

/** What everybody does to meet, in the words that they see. */

export interface Meeting {
	/** The address of the session. */
	readonly url: string;
	/** As shown: `K7QF-2M9D`. */
	readonly code: string;
	/** As copied for the call's chat. */
	readonly link: string;
}

/** From the front page to a new session of this person's. */
export async function startSession({ page, name }: Person, title: string): Promise<Meeting> {
	await page.goto('/');
	const form = page.locator('form').filter({ has: page.getByRole('button', { name: community.start }) });
	await form.getByLabel(community.sessionTitle).fill(title);
	await form.getByLabel(community.yourName).fill(name);
	await form.getByRole('button', { name: community.start }).click();
	await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
	const code = (await page.getByText(/^Join code:\s*[0-9A-Z]{4}-[0-9A-Z]{4}$/).innerText()).slice(-9);
	const link = `${new URL(page.url()).origin}/join/${code.replace('-', '')}`;
	return { url: page.url(), code, link };
}

/** Opens a link from the call's chat, gives a name, and is in. */
export async function joinByLink({ page, name }: Person, link: string, title: string): Promise<void> {
	await page.goto(link);
	await fillJoinForm(page, name);
	// The invitation shows the title too.
	await expect(page).toHaveURL(/\/s\/[\w-]{22}$/);
	await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

export async function fillJoinForm(page: Page, name: string): Promise<void> {
	// The front page has a field of this name too.
	const form = page.locator('form').filter({ hasText: community.invitedTo });
	await form.getByLabel(community.yourName).fill(name);
	await form.getByRole('button', { name: community.join, exact: true }).click();
}

const FIRST_BOARDS: Record<BoardKind, string> = {
	whiteboard: 'Whiteboard',
	problem: 'Solve a problem',
	page: 'Notes'
};

/** From the session's front to the board of this kind that every session begins with. */
export async function openBoard(person: Person, meeting: Meeting, kind: BoardKind): Promise<void> {
	const { page } = person;
	if (page.url() !== meeting.url) await page.goto(meeting.url);
	await page.getByRole('main').getByRole('link', { name: FIRST_BOARDS[kind] }).click();
	await expect(page.getByRole('heading', { level: 1, name: FIRST_BOARDS[kind] })).toBeVisible();
	await expect(savedLight(page)).toBeVisible();
}

/** The first starts a session, the others join it, and all open the board of this kind. */
export async function meetAt(
	kind: BoardKind,
	title: string,
	first: Person,
	...others: readonly Person[]
): Promise<Meeting> {
	const meeting = await startSession(first, title);
	for (const other of others) await joinByLink(other, meeting.link, title);
	for (const person of [first, ...others]) await openBoard(person, meeting, kind);
	return meeting;
}

/** A link for those who only look on, made by a facilitator on the session's front. */
export async function linkForOnlookers({ page }: Person): Promise<string> {
	await page.getByText(front.roleLinks, { exact: true }).click();
	await page.getByRole('button', { name: front.newViewerLink }).click();
	return page.getByText(/\/join\/\w{8}#/).innerText();
}

export function savedLight(page: Page): Locator {
	return page.locator('[data-saved]');
}

/** Waits until the server has acknowledged everything that this person did. */
export async function expectSaved(...people: readonly Person[]): Promise<void> {
	for (const { page, name } of people) {
		await expect(savedLight(page), `${name}’s Saved light`).toHaveAttribute('data-saved', 'saved');
	}
}

/** Where the server has the page of this board's address as plain HTML. */
export function readingAddress(board: string): string {
	const { origin, pathname } = new URL(board);
	return `${origin}/read/${pathname.split('/').at(-1)}`;
}

/** Waits until a board says that so many are here: for some seconds, who has gone may only be loading the page anew. */
export async function expectHere({ page }: Person, count: number): Promise<void> {
	await expect(page.getByRole('button', { name: new RegExp(`^${session.peopleHere(count)}`) })).toBeVisible();
}

/** Opens the roster over a board. */
export async function openPeople({ page }: Person): Promise<Locator> {
	await page.getByRole('button', { name: /\d+ (person|people) here/ }).click();
	return page.getByRole('dialog', { name: session.people });
}

import { expect, type Locator } from '@playwright/test';
import words from '../../../src/lib/messages/en/breakouts.ts';
import session from '../../../src/lib/messages/en/session.ts';
import type { Person } from '../person.ts';

/** From the session's front to where groups are planned and followed. */
export async function openGroups({ page }: Person): Promise<void> {
	await page.getByRole('link', { name: session.breakouts }).click();
	await expect(page.getByRole('heading', { level: 1, name: words.title })).toBeVisible();
}

/** Makes so many groups of those who are here, and opens them. */
export async function openNewGroups({ page }: Person, count: number, minutes: number): Promise<void> {
	await page.getByRole('radio', { name: words.byNumber, exact: true }).check();
	await page.getByRole('spinbutton', { name: words.numberOfGroups }).fill(String(count));
	await page.getByRole('button', { name: words.make(count) }).click();
	await page.getByRole('spinbutton', { name: words.minutesLabel }).fill(String(minutes));
	await page.getByRole('button', { name: words.open }).click();
	await expect(page.getByRole('button', { name: words.recall })).toBeVisible();
}

/** What tells a member where they are and for how long. */
export function groupBar({ page }: Person): Locator {
	return page.getByRole('region', { name: words.bar, exact: true });
}

/** Takes back what this notice says. */
export async function undo({ page }: Person, notice: string): Promise<void> {
	await page
		.getByRole('listitem')
		.filter({ hasText: notice })
		.getByRole('button', { name: words.undo })
		.click();
}

/** A group as a facilitator sees it. */
export function group({ page }: Person, name: string): Locator {
	return page.getByRole('region', { name, exact: true });
}

/** Which of these groups the facilitator sees somebody in. */
export async function groupOf(
	facilitator: Person,
	names: readonly string[],
	member: string
): Promise<string> {
	for (const name of names) if (await personIn(facilitator, name, member).isVisible()) return name;
	throw new Error(`${member} is in none of ${names.join(', ')}.`);
}

export function personIn(facilitator: Person, name: string, member: string): Locator {
	return group(facilitator, name).getByRole('listitem').filter({ hasText: member });
}

/** Moves somebody without a pointer. */
export async function moveByKeyboard({ page }: Person, member: string, to: string): Promise<void> {
	await page.getByRole('button', { name: words.personMenu(member) }).focus();
	await page.keyboard.press('Enter');
	const item = page.getByRole('menuitem', { name: words.moveTo(to) });
	await expect(item).toBeVisible();
	await page.keyboard.press('ArrowDown');
	await item.focus();
	await page.keyboard.press('Enter');
}

/** Drags somebody to another group with the mouse. */
export async function dragPerson(
	facilitator: Person,
	member: string,
	from: string,
	to: string
): Promise<void> {
	const { page } = facilitator;
	const chip = personIn(facilitator, from, member);
	await chip.scrollIntoViewIfNeeded();
	const start = (await chip.boundingBox())!;
	const end = (await group(facilitator, to).boundingBox())!;
	await page.mouse.move(start.x + 70, start.y + start.height / 2);
	await page.mouse.down();
	await page.mouse.move(end.x + end.width / 2, end.y + 30, { steps: 6 });
	await page.mouse.up();
}

/** Drags somebody by their handle with a finger; where the other group is out of sight, the page comes along. */
export async function dragByFinger(
	facilitator: Person,
	member: string,
	from: string,
	to: string
): Promise<void> {
	const chip = personIn(facilitator, from, member);
	await chip.scrollIntoViewIfNeeded();
	const start = (await chip.boundingBox())!;
	const hand = { x: start.x + 16, y: start.y + start.height / 2 };
	const target = group(facilitator, to);
	const finger = facilitator.touch!;
	await finger.hold(hand, async () => {
		const { height } = facilitator.page.viewportSize()!;
		const isBelow = (await target.boundingBox())!.y > hand.y;
		await finger.move({ x: hand.x + 20, y: hand.y });
		await finger.move({ x: hand.x + 20, y: isBelow ? height - 20 : 20 });
		await expect
			.poll(async () => {
				const { y } = (await target.boundingBox())!;
				return y > 80 && y < height - 120;
			})
			.toBe(true);
		const { x, y } = (await target.boundingBox())!;
		await finger.move({ x: x + 60, y: y + 40 });
		await expect(target).toHaveClass(/over/u);
	});
}

/** Opens the groups that were planned. */
export async function openRound({ page }: Person): Promise<void> {
	await page.getByRole('button', { name: words.open, exact: true }).click();
	await expect(page.getByRole('button', { name: words.recall })).toBeVisible();
}

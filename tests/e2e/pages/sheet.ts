import { expect, type Locator } from '@playwright/test';
import words from '../../../src/lib/messages/en/problem.ts';
import run from '../../../src/lib/messages/en/problem-running.ts';
import type { Person } from '../person.ts';

/** What somebody writes alone. */
export function sheet({ page }: Person): Locator {
	return page.getByRole('region', { name: run.sheet });
}

/** Writes a card on one's own sheet and leaves it. */
export async function writeAlone(person: Person, laneTitle: string, text: string): Promise<void> {
	await sheet(person)
		.getByRole('button', { name: words.addTo(laneTitle), exact: true })
		.click();
	const field = sheet(person).getByRole('textbox', { name: words.cardText });
	await field.fill(text);
	await field.press('Escape');
	await expect(field).toBeHidden();
}

/** Everything that this browser is sent from now on. */
export function received({ page }: Person): Buffer[] {
	const all: Buffer[] = [];
	page.on('websocket', (socket) =>
		socket.on('framereceived', ({ payload }) => void all.push(Buffer.from(payload)))
	);
	page.on('response', (response) => {
		// What was sent to a page that has gone cannot be read any more; its program holds no writing.
		void response.body().then(
			(body) => all.push(body),
			() => undefined
		);
	});
	return all;
}

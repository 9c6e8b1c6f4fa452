import type { BoardId } from '#model/ids.ts';
import type { HttpClient } from '../../support/client.ts';
import type { Gathered } from '../session/gathering.ts';
import { Screens } from '../session/screens.ts';

/** Somebody's browser with a problem board in it. */
interface FullLane {
	/** When a lane says that it has so many cards, in milliseconds since the epoch. */
	shows(cards: number): Promise<number>;
	close(): Promise<void>;
}

/** Opens the board for somebody, and returns when it is in step with the server. */
export async function fullLane(gathered: Gathered, board: BoardId, http: HttpClient): Promise<FullLane> {
	const screens = await Screens.open(gathered);
	const page = await screens.show(http, screens.path(board));
	await page.locator('[data-saved="saved"]').waitFor();
	// On the board of all; the watcher's own sheet has one too.
	await page.locator('[data-lane="ideas"]').first().waitFor();
	return {
		async shows(cards) {
			const seen = await page.waitForFunction(
				(wanted) => {
					const lanes = [...document.querySelectorAll('[data-lane="ideas"]')];
					const isThere = lanes.some(
						(lane) =>
							lane.querySelector('.count')?.textContent === String(wanted) &&
							lane.querySelector('[data-card]') !== null
					);
					if (!isThere) return null;
					return performance.timeOrigin + performance.now();
				},
				cards,
				{ polling: 'raf', timeout: SHOWN_WITHIN_MS }
			);
			return (await seen.jsonValue())!;
		},
		close: () => screens.close()
	};
}

const SHOWN_WITHIN_MS = 90_000;

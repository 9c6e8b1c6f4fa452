import type { Address } from '../generator/client.ts';
import { HttpClient } from '../../support/client.ts';

/** New sessions' whiteboards, each for its facilitator and as many members as it takes, made through the API. */
export function openRooms(origin: string, rooms: number, members: number): Promise<Address[][]> {
	return inParallel(rooms, 8, () => openRoom(origin, members));
}

async function openRoom(origin: string, members: number): Promise<Address[]> {
	const facilitator = new HttpClient(origin);
	const { session } = await facilitator.start();
	const document = session.boards.find(({ kind }) => kind === 'whiteboard')!.id;
	const others = await inParallel(members - 1, 8, async (index) => {
		const member = new HttpClient(origin);
		await member.join(session.code, `Member ${index}`);
		return member;
	});
	return [facilitator, ...others].map(({ cookie }) => ({
		url: `${origin.replace('http', 'ws')}/sync/${document}?ack=1`,
		headers: { cookie },
		document,
		dialect: 'y-websocket'
	}));
}

export async function inParallel<T>(
	count: number,
	atOnce: number,
	make: (index: number) => Promise<T>
): Promise<T[]> {
	const made = new Array<T>(count);
	let next = 0;
	const worker = async (): Promise<void> => {
		while (next < count) {
			const index = next++;
			made[index] = await make(index);
		}
	};
	await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker));
	return made;
}

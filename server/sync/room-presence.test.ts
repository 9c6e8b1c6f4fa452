import { expect, it } from 'vitest';
import { createId, type IdentityId } from '#model/ids.ts';
import { encodeText } from '#protocol/bytes.ts';
import { parseFrame, type AwarenessEntry } from '#protocol/sync.ts';
import { RoomPresence, type PresenceReader } from './room-presence.ts';

/** One who keeps what they are told, the newest state of each client by its clock. */
function reader() {
	const told: AwarenessEntry[] = [];
	const person: PresenceReader = {
		identity: { id: createId<IdentityId>(), name: 'Ann', color: 'teal', role: 'member' },
		synced: true,
		// Two bytes of head, since the messages here are short.
		deliverPresence(message) {
			const frame = parseFrame(message.subarray(2));
			if (frame?.kind === 'awareness') told.push(...frame.entries);
		}
	};
	return { person, told };
}

/** A room whose tick is longer than any test, so that all but the first change waits. */
function room(people: readonly PresenceReader[]) {
	const heard: AwarenessEntry[] = [];
	let isOpen = true;
	const presence = new RoomPresence(
		new Set(people),
		{ awarenessBytes: 1000, presenceTickMs: 3_600_000, presenceReadersPerMs: 1 },
		() => ({
			tell: (entries) => void (isOpen && heard.push(...entries)),
			close: () => void (isOpen = false)
		})
	);
	return { presence, heard };
}

const state = (client: number, clock: number): AwarenessEntry => ({ client, clock, json: encodeText('{}') });
const isGone = ({ json }: AwarenessEntry) => new TextDecoder().decode(json) === 'null';

it('tells the other nodes what still waits when the room closes', () => {
	const [ann, ben] = [reader(), reader()];
	const { presence, heard } = room([ann.person, ben.person]);
	presence.receive(ann.person, [state(1, 1)]);
	expect(heard.map(({ client }) => client)).toEqual([1]);
	presence.receive(ben.person, [state(2, 1)]);
	presence.leave(ann.person);
	expect(heard, 'it waits for the tick').toHaveLength(1);
	presence.close();
	const last = heard.slice(1);
	expect(last.map((entry) => [entry.client, isGone(entry)])).toEqual([
		[2, false],
		[1, true]
	]);
	presence.leave(ben.person);
	presence.close();
	expect(heard, 'nothing after that').toHaveLength(3);
});

import type { SessionId } from '#model/ids.ts';
import type { VersionedSession } from '#protocol/session.ts';
import { ROOMS, type GatewayServer } from './gateway-socket.ts';
import { WrittenRecord } from './written-record.ts';

/** Beyond this nobody is asked which of the versions between they were welcomed with. */
const MOST_BETWEEN = 100;

/**
 * Tells a record to everybody of its session who does not have it: as what changed since the one that was told before it, to those who
 * have that; whole to all others. Forty rounds of five hundred people are 600 kB, and an announcement is not worth that to each.
 *
 * Whoever was welcomed, was so with a version not older than the one told last, and is in the room of that version.
 *
 * @param written the record that was told last in each session.
 */
export function createRecordTelling(
	io: GatewayServer,
	written: Map<SessionId, WrittenRecord>
): (after: VersionedSession) => void {
	const isAnybodyIn = (room: string): boolean => (io.sockets.adapter.rooms.get(room)?.size ?? 0) > 0;
	return (after) => {
		const { id } = after.session;
		// Whoever was welcomed between another node's change and the word of it has this version already.
		const haveIt = ROOMS.version(id, after.version);
		const [whole, changes] = [ROOMS.whole(id), ROOMS.changes(id)];
		if (isAnybodyIn(whole)) io.to(whole).except(haveIt).emit('session', after);
		if (!isAnybodyIn(changes)) {
			written.delete(id);
			return;
		}
		const before = written.get(id);
		if (before !== undefined && after.version <= before.version) return;
		const now = new WrittenRecord(after);
		written.set(id, now);
		const isNear = before !== undefined && now.version - before.version <= MOST_BETWEEN;
		const change = isNear ? now.changeFrom(before) : null;
		if (before === undefined || change === null) {
			io.to(changes).except(haveIt).emit('session', after);
			return;
		}
		const between = Array.from({ length: now.version - before.version - 1 }, (_, index) =>
			ROOMS.version(id, before.version + 1 + index)
		).filter(isAnybodyIn);
		io.to(changes)
			.except([haveIt, ...between])
			.emit('session-change', change);
		if (between.length > 0) io.to(between).except([haveIt, whole]).emit('session', after);
	};
}

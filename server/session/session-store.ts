import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { BoardId, CommunityId, HarvestId, IdentityId, SessionId } from '#model/ids.ts';
import type { JoinCode } from '#model/session/join-code.ts';
import { NOTHING_PRIVATE, type PrivateThings } from '#model/session/private.ts';
import type { Member, Session } from '#model/session/session.ts';
import type { DocumentName } from '#protocol/documents.ts';
import type { VersionedSession } from '#protocol/session.ts';
import { AGAIN, untilWritten } from '../attempts.ts';
import type { RecordStore } from '../store/store.ts';
import {
	COLLECTION,
	DocumentRecord,
	HarvestRecord,
	JoinCodeRecord,
	LinkSecretRecord,
	MemberRecord,
	MySessionRecord,
	OutRecord,
	PairingRecord,
	PrivateRecord,
	ProfileRecord,
	SheetRecord,
	WaitingRecord
} from './records.ts';
import { SessionRecord } from './session-record.ts';

export interface StoredMember {
	readonly member: Member;
	readonly version: number;
}

/** Reads and writes the records of sessions; decides nothing. */
export class SessionStore {
	readonly #records: RecordStore;

	constructor(records: RecordStore) {
		this.#records = records;
	}

	async session(id: SessionId): Promise<VersionedSession | null> {
		const record = await this.#records.get(COLLECTION.session, id);
		return record && { version: record.version, session: v.parse(SessionRecord, record.value) };
	}

	/** The new version; `null`: somebody was quicker. */
	putSession(session: Session, expected: number): Promise<number | null> {
		return this.#records.put(COLLECTION.session, session.id, session, expected);
	}

	async sessionByCode(code: JoinCode): Promise<SessionId | null> {
		const record = await this.#records.get(COLLECTION.joinCode, code);
		return record && v.parse(JoinCodeRecord, record.value).session;
	}

	/** False when the code is taken. */
	async reserveCode(code: JoinCode, record: JoinCodeRecord): Promise<boolean> {
		return (await this.#records.put(COLLECTION.joinCode, code, record, 0)) !== null;
	}

	async removeCode(code: JoinCode): Promise<boolean> {
		const record = await this.#records.get(COLLECTION.joinCode, code);
		return record !== null && this.#records.remove(COLLECTION.joinCode, code, record.version);
	}

	async linkBySecret(secret: string): Promise<LinkSecretRecord | null> {
		const record = await this.#records.get(COLLECTION.linkSecret, hash(secret));
		return record && v.parse(LinkSecretRecord, record.value);
	}

	/** Keeps the hash only: whoever reads the database cannot use the link. */
	async putLinkSecret(secret: string, gives: LinkSecretRecord): Promise<void> {
		await this.#records.put(COLLECTION.linkSecret, hash(secret), gives, 0);
	}

	async member(session: SessionId, identity: IdentityId): Promise<StoredMember | null> {
		const record = await this.#records.get(COLLECTION.membership, `${session}/${identity}`);
		return record && { version: record.version, member: v.parse(MemberRecord, record.value) };
	}

	async members(session: SessionId): Promise<Map<IdentityId, StoredMember>> {
		const records = await this.#records.list(COLLECTION.membership, `${session}/`);
		return new Map(
			records.map(({ version, value }) => {
				const member = v.parse(MemberRecord, value);
				return [member.id, { version, member }];
			})
		);
	}

	async putMember(session: SessionId, member: Member, expected: number): Promise<number | null> {
		// The index first: without its membership it finds nothing, but a membership without it would not be found.
		if (expected === 0)
			await this.#records.put(COLLECTION.mySession, `${member.id}/${session}`, { session }, 0);
		return this.#records.put(COLLECTION.membership, `${session}/${member.id}`, member, expected);
	}

	removeMember(session: SessionId, identity: IdentityId, expected: number): Promise<boolean> {
		return this.#records.remove(COLLECTION.membership, `${session}/${identity}`, expected);
	}

	/** All sessions that somebody ever joined; whether they still are in them says the membership. */
	async sessionsOf(identity: IdentityId): Promise<SessionId[]> {
		const records = await this.#records.list(COLLECTION.mySession, `${identity}/`);
		return records.map(({ value }) => v.parse(MySessionRecord, value).session);
	}

	/** All sessions that were ever put down as a community's own. */
	async sessionsOfCommunity(community: CommunityId): Promise<SessionId[]> {
		const records = await this.#records.list(COLLECTION.communitySession, `${community}/`);
		return records.map(({ key }) => key.slice(community.length + 1) as SessionId);
	}

	async putCommunitySession(community: CommunityId, session: SessionId): Promise<void> {
		await this.#records.put(COLLECTION.communitySession, `${community}/${session}`, {}, 0);
	}

	async document(name: DocumentName): Promise<DocumentRecord | null> {
		const record = await this.#records.get(COLLECTION.document, name);
		return record && v.parse(DocumentRecord, record.value);
	}

	/** False when there is a record of this name already. */
	async putDocument(name: DocumentName, record: DocumentRecord): Promise<boolean> {
		return (await this.#records.put(COLLECTION.document, name, record, 0)) !== null;
	}

	async sheet(board: BoardId, author: IdentityId): Promise<DocumentName | null> {
		const record = await this.#records.get(COLLECTION.sheet, `${board}/${author}`);
		return record && v.parse(SheetRecord, record.value).document;
	}

	/** All that people write alone for a board. For the server alone: who has a sheet is told to nobody. */
	async sheets(board: BoardId): Promise<{ readonly author: IdentityId; readonly document: DocumentName }[]> {
		const records = await this.#records.list(COLLECTION.sheet, `${board}/`);
		return records.map(({ key, value }) => ({
			author: key.slice(board.length + 1) as IdentityId,
			document: v.parse(SheetRecord, value).document
		}));
	}

	/** False when they have one. */
	async putSheet(board: BoardId, author: IdentityId, document: DocumentName): Promise<boolean> {
		return (await this.#records.put(COLLECTION.sheet, `${board}/${author}`, { document }, 0)) !== null;
	}

	async profile(identity: IdentityId): Promise<ProfileRecord | null> {
		const record = await this.#records.get(COLLECTION.identity, identity);
		return record && v.parse(ProfileRecord, record.value);
	}

	/** The last one wins, so a lost race is no failure. */
	async putProfile(identity: IdentityId, profile: ProfileRecord): Promise<void> {
		const before = await this.#records.get(COLLECTION.identity, identity);
		await this.#records.put(COLLECTION.identity, identity, profile, before?.version ?? 0);
	}

	/** Who waits to be let in, the longest first. */
	async waiting(session: SessionId): Promise<WaitingRecord[]> {
		const records = await this.#records.list(COLLECTION.waiting, `${session}/`);
		return records.map(({ value }) => v.parse(WaitingRecord, value)).toSorted((a, b) => a.since - b.since);
	}

	async isWaiting(session: SessionId, identity: IdentityId): Promise<WaitingRecord | null> {
		const record = await this.#records.get(COLLECTION.waiting, `${session}/${identity}`);
		return record && v.parse(WaitingRecord, record.value);
	}

	putWaiting(session: SessionId, waiting: WaitingRecord): Promise<void> {
		return this.#putLast(COLLECTION.waiting, `${session}/${waiting.id}`, waiting);
	}

	/** Whoever was let in meanwhile does not wait again; a lost race was somebody who knew better. Who it was before. */
	async renewWaiting(
		session: SessionId,
		identity: IdentityId,
		hereUntil: number
	): Promise<WaitingRecord | null> {
		const key = `${session}/${identity}`;
		const record = await this.#records.get(COLLECTION.waiting, key);
		if (record === null) return null;
		const before = v.parse(WaitingRecord, record.value);
		await this.#records.put(COLLECTION.waiting, key, { ...before, hereUntil }, record.version);
		return before;
	}

	async removeWaiting(session: SessionId, identity: IdentityId): Promise<boolean> {
		const key = `${session}/${identity}`;
		const record = await this.#records.get(COLLECTION.waiting, key);
		return record !== null && this.#records.remove(COLLECTION.waiting, key, record.version);
	}

	async out(session: SessionId, identity: IdentityId): Promise<OutRecord | null> {
		const record = await this.#records.get(COLLECTION.out, `${session}/${identity}`);
		return record && v.parse(OutRecord, record.value);
	}

	async outs(session: SessionId): Promise<[IdentityId, OutRecord][]> {
		const records = await this.#records.list(COLLECTION.out, `${session}/`);
		return records.map(({ key, value }) => [
			key.slice(session.length + 1) as IdentityId,
			v.parse(OutRecord, value)
		]);
	}

	putOut(session: SessionId, identity: IdentityId, out: OutRecord): Promise<void> {
		return this.#putLast(COLLECTION.out, `${session}/${identity}`, out);
	}

	async privateThings(
		session: SessionId,
		identity: IdentityId
	): Promise<{ readonly things: PrivateThings; readonly version: number }> {
		const record = await this.#records.get(COLLECTION.privateThings, `${session}/${identity}`);
		if (record === null) return { things: NOTHING_PRIVATE, version: 0 };
		return { things: v.parse(PrivateRecord, record.value), version: record.version };
	}

	/** False when somebody was quicker. */
	async putPrivateThings(
		session: SessionId,
		identity: IdentityId,
		things: PrivateThings,
		expected: number
	): Promise<boolean> {
		const key = `${session}/${identity}`;
		return (await this.#records.put(COLLECTION.privateThings, key, things, expected)) !== null;
	}

	async harvest(
		session: SessionId,
		id: HarvestId
	): Promise<{ readonly harvest: HarvestRecord; readonly version: number } | null> {
		const record = await this.#records.get(COLLECTION.harvest, `${session}/${id}`);
		return record && { harvest: v.parse(HarvestRecord, record.value), version: record.version };
	}

	/** False when somebody was quicker. */
	async putHarvest(
		session: SessionId,
		id: HarvestId,
		harvest: HarvestRecord,
		expected: number
	): Promise<boolean> {
		const key = `${session}/${id}`;
		return (await this.#records.put(COLLECTION.harvest, key, harvest, expected)) !== null;
	}

	async removeHarvest(session: SessionId, id: HarvestId): Promise<void> {
		const found = await this.harvest(session, id);
		if (found !== null) await this.#records.remove(COLLECTION.harvest, `${session}/${id}`, found.version);
	}

	async pairing(
		code: JoinCode
	): Promise<{ readonly pairing: PairingRecord; readonly version: number } | null> {
		const record = await this.#records.get(COLLECTION.pairing, code);
		return record && { pairing: v.parse(PairingRecord, record.value), version: record.version };
	}

	/** False when the code is taken, or somebody was quicker. */
	async putPairing(code: JoinCode, pairing: PairingRecord, expected: number): Promise<boolean> {
		return (await this.#records.put(COLLECTION.pairing, code, pairing, expected)) !== null;
	}

	/** Over whatever there is. */
	async #putLast(collection: string, key: string, value: unknown): Promise<void> {
		await untilWritten(async () => {
			const before = await this.#records.get(collection, key);
			return (await this.#records.put(collection, key, value, before?.version ?? 0)) ?? AGAIN;
		});
	}
}

function hash(secret: string): string {
	return createHash('sha256').update(secret).digest('hex');
}

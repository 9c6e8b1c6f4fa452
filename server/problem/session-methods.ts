import * as v from 'valibot';
import type { Brand } from '#model/brand.ts';
import { createId, isId, type IdentityId, type SessionId } from '#model/ids.ts';
import type { Method, MethodId, MethodRef } from '#model/problem/method.ts';
import { findMethod } from '#model/problem/methods/registry.ts';
import { parseMethod } from '#model/problem/parse-method.ts';
import { METHOD_KEEPING, type OwnMethod } from '#protocol/methods.ts';
import { AGAIN, untilWritten } from '../attempts.ts';
import { COLLECTION } from '../session/records.ts';
import type { SessionStore } from '../session/session-store.ts';
import type { RecordStore, StoredRecord } from '../store/store.ts';

type VersionKey = Brand<string, 'MethodVersionKey'>;

const whole = v.pipe(v.number(), v.integer());

const Kept = v.object({
	version: whole,
	/** Its record's. By chance, so that of two who save at once only the one whose list is written is ever read. */
	key: v.custom<VersionKey>(isId),
	at: v.number()
});

const Listed = v.object({
	id: v.custom<MethodId>((id) => typeof id === 'string'),
	title: v.string(),
	purpose: v.string(),
	minutes: v.number(),
	people: v.object({ min: whole, max: whole }),
	phases: whole,
	by: v.custom<IdentityId>(isId),
	/** The oldest first, the latest last. */
	versions: v.array(Kept),
	/** Nobody is offered it any more; runs that are on it go on. */
	deleted: v.boolean()
});
type Listed = v.InferOutput<typeof Listed>;

const MethodList = v.object({ methods: v.array(Listed) });

const MethodRecord = v.object({ method: v.unknown(), at: v.number() });

export interface SessionMethodsParts {
	readonly records: Pick<RecordStore, 'get' | 'put' | 'remove'>;
	readonly sessions: Pick<SessionStore, 'session'>;
	/** Server time, milliseconds since the epoch. */
	readonly now: () => number;
}

export type MethodSaving =
	| { readonly ok: true; readonly saved: OwnMethod }
	/** Somebody saved this version, or a later one, meanwhile: `latest` is the last of them. */
	| { readonly ok: false; readonly refusal: 'changed'; readonly latest: number }
	/** The session has as many as it may. */
	| { readonly ok: false; readonly refusal: 'full' };

const DAY_MS = 24 * 60 * 60_000;

/**
 * The methods that a session's people made. A version is a record that never changes; which there are says one list for each
 * session, changed by compare-and-set, after the version is stored: what the list does not name was never saved.
 */
export class SessionMethods {
	readonly #records: SessionMethodsParts['records'];
	readonly #sessions: SessionMethodsParts['sessions'];
	readonly #now: () => number;

	constructor({ records, sessions, now }: SessionMethodsParts) {
		this.#records = records;
		this.#sessions = sessions;
		this.#now = now;
	}

	/** Those that are offered, by title. */
	async list(session: SessionId): Promise<OwnMethod[]> {
		const { methods } = await this.#list(session);
		return methods
			.filter(({ deleted }) => !deleted)
			.map(offered)
			.toSorted((a, b) => a.title.localeCompare(b.title, 'en'));
	}

	/** A version, also of a method that was deleted: a run may be on it. `null`: there is none. */
	async find(session: SessionId, id: MethodId, version: number): Promise<Method | null> {
		const { methods } = await this.#list(session);
		const kept = methods.find((method) => method.id === id)?.versions.find((one) => one.version === version);
		const record = kept && (await this.#records.get(COLLECTION.method, `${session}/${kept.key}`));
		if (!record) return null;
		// What an earlier release let in might be refused by this one: then its words are not to be had, and the run goes on.
		const parsed = parseMethod(v.parse(MethodRecord, record.value).method);
		return parsed.ok ? parsed.method : null;
	}

	/** The method that a session's run is on, or is to begin with; `null`: this version does not have it. */
	async of(session: SessionId, { from, id, version }: MethodRef): Promise<Method | null> {
		return from === 'program' ? findMethod(id, version) : this.find(session, id, version);
	}

	/** Keeps what was parsed as a new version, whose number must be higher than those before. */
	async save(session: SessionId, method: Method, by: IdentityId): Promise<MethodSaving> {
		const at = this.#now();
		const kept = { version: method.version, key: createId<VersionKey>(), at };
		let stored: Promise<unknown> | null = null;
		const record = `${session}/${kept.key}`;
		const store = () => (stored ??= this.#records.put(COLLECTION.method, record, { method, at }, 0));
		const saving = await untilWritten<MethodSaving>(async () => {
			const current = await this.#list(session);
			const before = current.methods.find(({ id }) => id === method.id);
			const latest = before?.versions.at(-1)?.version ?? 0;
			if (latest >= method.version) return { ok: false, refusal: 'changed', latest };
			const { id, title, purpose, minutes, people, phases } = method;
			const versions = [...(before?.versions ?? []), kept];
			const listed = {
				id,
				title,
				purpose,
				minutes,
				people,
				phases: phases.length,
				by,
				versions,
				deleted: false
			};
			const others = current.methods.filter((other) => other !== before);
			if (others.filter(({ deleted }) => !deleted).length >= METHOD_KEEPING.methods)
				return { ok: false, refusal: 'full' };
			const thinned = await this.#thinned(session, [...others, listed]);
			if (thinned === null) return { ok: false, refusal: 'full' };
			await store();
			if (!(await this.#putList(session, thinned.methods, current.version))) return AGAIN;
			for (const key of thinned.gone) await this.#removeVersion(session, key);
			return { ok: true, saved: offered(listed) };
		});
		if (!saving.ok) await this.#removeVersion(session, kept.key);
		return saving;
	}

	/** Offers it no more; what runs on it goes on. Whether there was one. */
	async remove(session: SessionId, id: MethodId): Promise<boolean> {
		return untilWritten<boolean>(async () => {
			const { methods, version } = await this.#list(session);
			const found = methods.find((method) => method.id === id && !method.deleted);
			if (found === undefined) return false;
			const after = methods.map((method) => (method === found ? { ...method, deleted: true } : method));
			return (await this.#putList(session, after, version)) ? true : AGAIN;
		});
	}

	/** Whether a record is of nobody any more: whoever saved it stopped before the list named it. */
	async isLeftOver({ key, value }: Pick<StoredRecord, 'key' | 'value'>): Promise<boolean> {
		const [session, version] = key.split('/', 2);
		const record = v.safeParse(MethodRecord, value);
		if (!record.success || !isId(session) || this.#now() - record.output.at < DAY_MS) return false;
		const { methods } = await this.#list(session as SessionId);
		return !methods.some(({ versions }) => versions.some((kept) => kept.key === version));
	}

	/**
	 * As it is, or, with more versions than a session keeps, without those that nobody can ask for any more: neither the
	 * latest of a method that is offered, nor a run's, nor of today, since somebody may be about to begin with it. `null`: even
	 * so there are too many.
	 */
	async #thinned(
		session: SessionId,
		methods: readonly Listed[]
	): Promise<{ readonly methods: readonly Listed[]; readonly gone: readonly VersionKey[] } | null> {
		if (countOf(methods) <= METHOD_KEEPING.versions) return { methods, gone: [] };
		const runs = (await this.#sessions.session(session))?.session.runs ?? [];
		const isNeeded = ({ id, versions, deleted }: Listed, { version, at }: v.InferOutput<typeof Kept>) =>
			(!deleted && versions.at(-1)?.version === version) ||
			this.#now() - at < DAY_MS ||
			runs.some(({ method }) => method.from === 'session' && method.id === id && method.version === version);
		const left = methods
			.map((method) => {
				const needed = method.versions.filter((one) => isNeeded(method, one));
				const latest = method.versions.at(-1);
				// The number of the latest stays known, so that it is never given twice.
				return {
					...method,
					versions:
						needed.length === 0 ? [] : method.versions.filter((one) => needed.includes(one) || one === latest)
				};
			})
			.filter(({ versions }) => versions.length > 0);
		if (countOf(left) > METHOD_KEEPING.versions) return null;
		const stays = new Set(left.flatMap(({ versions }) => versions.map(({ key }) => key)));
		const gone = methods
			.flatMap(({ versions }) => versions.map(({ key }) => key))
			.filter((key) => !stays.has(key));
		return { methods: left, gone };
	}

	async #list(session: SessionId): Promise<{ readonly methods: Listed[]; readonly version: number }> {
		const record = await this.#records.get(COLLECTION.methodList, session);
		if (record === null) return { methods: [], version: 0 };
		return { methods: v.parse(MethodList, record.value).methods, version: record.version };
	}

	async #putList(session: SessionId, methods: readonly Listed[], expected: number): Promise<boolean> {
		return (await this.#records.put(COLLECTION.methodList, session, { methods }, expected)) !== null;
	}

	async #removeVersion(session: SessionId, key: VersionKey): Promise<void> {
		await this.#records.remove(COLLECTION.method, `${session}/${key}`, 1);
	}
}

function countOf(methods: readonly Listed[]): number {
	return methods.reduce((sum, { versions }) => sum + versions.length, 0);
}

function offered({ id, title, purpose, minutes, people, phases, by, versions }: Listed): OwnMethod {
	const { version, at } = versions.at(-1)!;
	return { id, version, title, purpose, minutes, people, phases, at, by };
}

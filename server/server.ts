import { createServer } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import type { Logger } from 'pino';
import type { SessionId } from '#model/ids.ts';
import { sharedDocument, type DocumentName } from '#protocol/documents.ts';
import { identityCookies } from './access/cookie.ts';
import { documentAccess } from './access/document-access.ts';
import { JoinLimits } from './access/join-limits.ts';
import { RateLimit } from './access/rate-limit.ts';
import { Revocations } from './access/revocations.ts';
import { secretFile } from './access/secret.ts';
import { UploadLimits } from './access/upload-limits.ts';
import { wayBacks } from './access/way-back.ts';
import { listenForCommands } from './admin/listener.ts';
import { createApp } from './app.ts';
import { BoardImages } from './blobs/board-images.ts';
import { KeptBlobs } from './blobs/kept-blobs.ts';
import { tidyImages } from './blobs/tidy-images.ts';
import { CommunityRecords } from './community/community-records.ts';
import { Libraries } from './community/library.ts';
import { Communities } from './community/communities.ts';
import { recurringIn } from './community/recurring.ts';
import type { Cluster } from './cluster/cluster.ts';
import type { Config } from './config.ts';
import { compactIn, scanIn } from './documents/for-rooms.ts';
import { harvestWork } from './documents/harvest-work.ts';
import { DocumentPool } from './documents/pool.ts';
import { seedDocument } from './documents/seeds.ts';
import { askedAnew, copyOf, renderPage } from './documents/stored-documents.ts';
import { createMetrics } from './metrics/metrics.ts';
import { PageRecords } from './pages/page-records.ts';
import { PageViews } from './pages/page-views.ts';
import { Pages } from './pages/pages.ts';
import { createOwnWork } from './problem/own-work.ts';
import { SessionMethods } from './problem/session-methods.ts';
import { leaveInOrder } from './leaving.ts';
import { listen, localOrigin, TIMEOUTS } from './listening.ts';
import { loadClient } from './routes/client.ts';
import { Search } from './search/search.ts';
import { Clockwork, MACHINE_CLOCK, type ServerClock } from './session/clockwork.ts';
import { Gateway } from './session/gateway.ts';
import { Harvests } from './session/harvests.ts';
import { MemoryRoster } from './session/roster.ts';
import { NextSessions } from './session/next-sessions.ts';
import type { MethodOf } from './session/record-changes.ts';
import { SessionStore } from './session/session-store.ts';
import { watchBoth, watchNothing } from './session/session-watch.ts';
import { Sessions } from './session/sessions.ts';
import type { Store } from './store/store.ts';
import { writeUpPage } from './problem/write-up-page.ts';
import { Summaries } from './summaries/summaries.ts';
import { NO_PEERS } from './sync/peers.ts';
import type { Rooms, RoomsOptions } from './sync/rooms-port.ts';
import { startChores } from './tidying/chores.ts';
import { tidySessions } from './tidying/tidy-sessions.ts';
import { routeUpgrades } from './upgrade.ts';
import { offeringVersions } from './versions/at-compaction.ts';
import { Versions } from './versions/versions.ts';

export interface ServerParts {
	readonly config: Config;
	readonly store: Store;
	/** Signs the identity cookies. */
	readonly secret: string;
	readonly log: Logger;
	readonly createRooms: (options: RoomsOptions) => Rooms;
	/** The machine's own where it is not given. */
	readonly clock?: ServerClock;
	/** Not given when this is the only node. */
	readonly cluster?: Cluster;
}

export interface RunningServer {
	/** Where a browser reaches it: the public address, or this machine. */
	readonly origin: string;
	readonly port: number;
	readonly rooms: Rooms;
	/** Stops accepting, sends everybody elsewhere and waits until all that was taken is stored. The store stays open. */
	close(): Promise<void>;
}

/** Versions that one person has made. */
const VERSIONS = { burst: 30, perMinute: 10 };
/** Summaries that one person has made: each reads all boards of a session. */
const SUMMARIES = { burst: 10, perMinute: 10 };
/** Methods that one person has saved. */
const METHODS = { burst: 20, perMinute: 10 };
/** Searches of one person: one for every letter that they type. */
const SEARCHES = { burst: 60, perMinute: 300 };
/** What one person says of pages, and does with them. */
const PAGE_CHANGES = { burst: 60, perMinute: 60 };
/** Libraries that one person opens: each reads all sessions of a community. */
const LIBRARIES = { burst: 30, perMinute: 30 };
const DAY_MS = 24 * 60 * 60_000;
const READY_WITHIN_MS = 2000;
const WORKERS = 2;
const JOB_TIMEOUT_MS = 20_000;
const WORKER_HEAP_MB = 512;
const WORKER_IDLE_MS = 5_000;

/** Puts the parts together and listens. Rejects when the port cannot be had. */
export async function startServer({
	config,
	store,
	secret,
	log,
	createRooms,
	clock = MACHINE_CLOCK,
	cluster
}: ServerParts): Promise<RunningServer> {
	let isStopping = false;
	const now = (): number => clock.now();
	const nowMs = (): number => performance.now();
	const cookies = identityCookies(secret, now);
	const records = new SessionStore(store.records);
	const pool = new DocumentPool({
		workers: WORKERS,
		jobTimeoutMs: JOB_TIMEOUT_MS,
		heapMegabytes: WORKER_HEAP_MB,
		idleMs: WORKER_IDLE_MS,
		log
	});
	const metrics = createMetrics();
	const methods = new SessionMethods({ records: store.records, sessions: records, now });
	const methodOf: MethodOf = (session, method) => methods.of(session, method);
	const communities = new Communities({ sessions: records });
	const pageRecords = new PageRecords(store.records);
	const search = new Search({
		store,
		sessions: records,
		communities,
		pages: pageRecords,
		pool,
		methodOf,
		directory: config.dataDir,
		hints: cluster && ((listener) => cluster.searchHints(listener)),
		searched: metrics.searched,
		log,
		nowMs
	});
	const blobs = new KeptBlobs(store, now);
	const images = new BoardImages(store.records, blobs, now);
	const versions = new Versions({ store, blobs, pool, now });
	const rooms = createRooms({
		store: search.watched,
		meter: metrics.meter,
		log,
		now,
		compact: offeringVersions({
			compact: compactIn(pool),
			versions,
			isWhiteboard: (name) => isWhiteboard(records, name),
			log
		}),
		scan: scanIn(pool),
		peers: cluster?.peers ?? NO_PEERS
	});
	const stored = { documents: store.documents, pool };
	const summaries = new Summaries({ ...stored, sessions: records, methodOf, log });
	const sessions = new Sessions({
		store: records,
		now,
		methodOf,
		summaryPage: (session, timeZone) => summaries.page(session, timeZone),
		writeUp: writeUpPage({ ...stored, sessions: records, methodOf }),
		seed: async (name, kind, { written, like: boards = [], asks }) => {
			const like = boards.map(sharedDocument);
			const asked = async () => (asks === undefined ? null : askedAnew(stored, sharedDocument(asks)));
			const content = written ?? (await copyOf(stored, like)) ?? (await asked()) ?? seedDocument(kind);
			await rooms.seed(name, content);
			for (const copiedFrom of like) await images.copy(copiedFrom, name);
		}
	});
	const own = createOwnWork({ store, records, sessions, rooms, pool, images, versions, now, nowMs, log });
	const nextSessions = new NextSessions({
		...stored,
		store,
		sessions,
		records,
		methodOf,
		images,
		communities,
		recurring: recurringIn(communities, pageRecords),
		now,
		log
	});
	const harvests = new Harvests({
		store: records,
		news: sessions.news,
		change: (session, change) => sessions.change(session, change),
		work: harvestWork({ store, pool, rooms, images }),
		now,
		log
	});
	const settle = async (session: SessionId): Promise<void> => {
		await sessions.settle(session);
		await harvests.finish(session);
	};
	const clockwork = new Clockwork({ news: sessions.news, settle, clock, log });
	const stopTidying = startChores({ records: store.records, now, log }, [
		{
			name: 'images',
			everyMs: DAY_MS,
			run: () => tidyImages({ store, blobs, images, versions, pool, log, now })
		},
		{
			name: 'sessions',
			everyMs: DAY_MS / 4,
			run: () => tidySessions({ store, sessions, states: records, methods, settle, now })
		}
	]);
	const revocations = new Revocations(rooms);
	sessions.news.listen(revocations);
	search.follow(sessions.news);
	cluster?.follow(sessions, records);
	const client = await loadClient(config.buildDir, config.jitsiHosts);
	if (client === null) log.warn({ buildDir: config.buildDir }, 'the client is not built: run npm start');
	const access = documentAccess({ store: records, communities, pages: pageRecords });
	const known = { records: pageRecords, sessions: records, documentAccess: access, now };
	const pages = new Pages({
		...known,
		changed: (session) => search.changed(session),
		narrowed: (board) => revocations.narrowed(board)
	});
	const pageViews = new PageViews({ ...known, pages, communities });
	const communityRecords = new CommunityRecords(store.records);
	const app = createApp({
		communities,
		communityRecords,
		libraries: new Libraries({
			records: communityRecords,
			communities,
			sessions: records,
			pages: pageRecords,
			now
		}),
		libraryLimit: new RateLimit(LIBRARIES, nowMs),
		config,
		client,
		cookies,
		sessions,
		log,
		now,
		store: records,
		documentAccess: access,
		wayBacks: wayBacks(secret, now),
		limits: new JoinLimits(config.joinRate, nowMs),
		images,
		uploads: new UploadLimits(nowMs),
		versions,
		versionLimit: new RateLimit(VERSIONS, nowMs),
		summaries,
		summaryLimit: new RateLimit(SUMMARIES, nowMs),
		nextSessions,
		methods,
		methodLimit: new RateLimit(METHODS, nowMs),
		pages,
		pageViews,
		pageLimit: new RateLimit(PAGE_CHANGES, nowMs),
		search,
		searchLimit: new RateLimit(SEARCHES, nowMs),
		renderPage: (name, session) => renderPage(stored, name, session),
		metrics,
		isReady: () => !isStopping && (cluster?.isReachable() ?? true) && answers(store)
	});
	const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });
	const http = createServer(TIMEOUTS, (request, response) => void answer(request, response));
	const gateway = new Gateway({
		http,
		sessions,
		store: records,
		cookies,
		createRoster: (listener) => cluster?.createRoster(listener) ?? new MemoryRoster(listener),
		watch: cluster === undefined ? watchNothing : watchBoth(cluster.watchRights, cluster.watchRoster),
		clockwork: {
			follow: (state) => {
				clockwork.follow(state);
				own.pending.follow(state);
			},
			forget: (session) => clockwork.forget(session)
		},
		own,
		log,
		now,
		nowMs
	});
	routeUpgrades(http, {
		config,
		cookies,
		documentAccess: access,
		gateway,
		rooms,
		revocations,
		watchDocument: async (name) => {
			const session = cluster && (await records.document(name))?.session;
			return session ? cluster.watchRights(session) : watchNothing();
		},
		expectReveal: () => pool.keepReady(),
		log,
		nowMs
	});
	metrics.watch({
		rooms: () => rooms.counters(),
		jobs: () => pool.counts(),
		sessions: () => gateway.counts(),
		boardWork: () => own.pending.counts(),
		search: () => search.state(),
		checkStore: () => store.check()
	});
	const port = await listen(http, config);
	// Only the embedded store cannot be opened by the command line while this runs.
	const admin =
		config.redisUrl === null
			? await listenForCommands(
					config.dataDir,
					{
						store,
						secret: secretFile(config.dataDir),
						pool,
						now,
						disconnect: (name) => rooms.shut(name)
					},
					log
				)
			: null;

	return {
		origin: config.publicOrigin ?? localOrigin(config.host, port),
		port,
		rooms,
		async close() {
			isStopping = true;
			stopTidying();
			await leaveInOrder({
				http,
				admin,
				gateway,
				rooms,
				clockwork,
				pending: own.pending,
				sessions,
				harvests,
				search,
				cluster,
				pool
			});
			metrics.close();
		}
	};
}

/** Whether the store would take something now. */
function answers(store: Store): Promise<boolean> {
	const late = setTimeout(READY_WITHIN_MS, false, { ref: false });
	const checked = store.check().then(
		() => true,
		() => false
	);
	return Promise.race([checked, late]);
}

async function isWhiteboard(records: SessionStore, name: DocumentName): Promise<boolean> {
	const found = await records.document(name);
	const session = found && (await records.session(found.session))?.session;
	return session?.boards.some(({ id, kind }) => id === found!.board && kind === 'whiteboard') ?? false;
}

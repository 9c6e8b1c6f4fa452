import type { Log } from '../log.ts';
import type { Roster, RosterListener } from '../session/roster.ts';
import type { WatchSession } from '../session/session-watch.ts';
import type { SessionStore } from '../session/session-store.ts';
import type { Sessions } from '../session/sessions.ts';
import type { Peers } from '../sync/peers.ts';
import { Channels, type NodeId } from './channels.ts';
import { Nodes } from './nodes.ts';
import { redisPeers } from './redis-peers.ts';
import type { ClusterRedis } from './redis.ts';
import { searchHints, type HintListener, type SearchHints } from './search-hints.ts';
import { SessionMirror } from './session-mirror.ts';
import { SharedRoster } from './shared-roster.ts';

/** What a server has from being one of several. */
export interface Cluster {
	readonly peers: Peers;
	/** How many nodes there are, this one included. */
	nodeCount(): number;
	/** Whether other nodes can be heard at the moment. */
	isReachable(): boolean;
	createRoster(listener: RosterListener, leaveAfterMs?: number): Roster;
	/** Call it once: brings the other nodes' changes to the listeners of these sessions. */
	follow(sessions: Sessions, store: SessionStore): void;
	/** For sync connections, whose rights may be taken on another node. */
	readonly watchRights: WatchSession;
	/** For whoever wants to know who is there. */
	readonly watchRoster: WatchSession;
	/** Brings word of what other nodes wrote to this node's search, and of what this one wrote to theirs. */
	searchHints(listener: HintListener): SearchHints;
	/** When nobody is connected here any more: nobody needs to wait for this node. */
	leave(): Promise<void>;
}

export interface ClusterOptions {
	readonly node: NodeId;
	readonly redis: ClusterRedis;
	readonly log: Log;
	/** Server time, milliseconds since the epoch. */
	readonly now: () => number;
	/** Monotonic. */
	readonly nowMs: () => number;
}

/** Makes this process one of the equal nodes of a deployment. */
export function joinCluster({ node, redis, log, now, nowMs }: ClusterOptions): Cluster {
	const channels = new Channels(redis, log, node);
	const nodes = new Nodes({ channels, redis, nowMs });
	let roster: SharedRoster | null = null;
	let mirror: SessionMirror | null = null;
	return {
		peers: redisPeers(channels, nodes),
		nodeCount: () => nodes.count,
		isReachable: () => redis.isReady(),
		createRoster(listener, leaveAfterMs) {
			roster = new SharedRoster({ listener, redis, channels, nodes, log, now, leaveAfterMs });
			return roster;
		},
		follow(sessions, store) {
			mirror = new SessionMirror({ channels, nodes, sessions, store, log });
		},
		searchHints: (listener) => searchHints(channels, nodes, listener),
		watchRights: (session) => started(mirror).watch(session),
		watchRoster: (session) => started(roster).watch(session),
		async leave() {
			await roster?.leave();
			await nodes.goodbye();
			roster?.close();
			mirror?.close();
		}
	};
}

function started<T>(part: T | null): T {
	if (part === null) throw new Error('The cluster is used before the server has started');
	return part;
}

import { startServer } from './server.ts';

/*
 * The server's own program but for its clock: a number of milliseconds as a message sets it ahead by as much. For tests of
 * what takes half a minute; `spawnServer` starts it. It keeps the time of sessions, not that of sockets.
 */

let aheadMs = 0;
const { PORT = '0', HOST = '127.0.0.1', DATA_DIR } = process.env;
const server = await startServer(
	{ PORT, HOST, ...(DATA_DIR !== undefined && { DATA_DIR }) },
	{ clock: { now: () => Date.now() + aheadMs, lookEveryMs: 50 } }
);
process.on('message', (ms) => {
	if (typeof ms === 'number') aheadMs += ms;
});
process.once('SIGTERM', () => void server.close().then(() => process.exit(0)));
process.send?.({ ready: true, origin: server.origin, port: server.port });

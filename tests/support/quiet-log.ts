import type { Log } from '../../server/log.ts';

/** For what is expected to complain. */
export const quietLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

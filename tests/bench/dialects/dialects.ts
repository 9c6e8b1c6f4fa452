import type { Speaker } from './dialect.ts';
import { speakHocuspocus } from './hocuspocus.ts';
import { speakRaw, speakRawBatched } from './raw.ts';
import { speakYSocketIo } from './y-socket-io.ts';
import { speakYWebsocket } from './y-websocket.ts';

/** By name, since an address travels to the generator's process. */
export const DIALECTS = {
	'y-websocket': speakYWebsocket,
	hocuspocus: speakHocuspocus,
	'y-socket.io': speakYSocketIo,
	raw: speakRaw,
	'raw-batched': speakRawBatched
} as const satisfies Record<string, (document: string) => Speaker>;

export type DialectName = keyof typeof DIALECTS;

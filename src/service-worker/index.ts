import { build, files, version } from '$service-worker';

/**
 * Lets the app open without a network. One cache a build holds the shell (the page that every address gets) and the
 * files it names, so that what is shown offline is always of one piece. Nothing that the server answers for a person
 * is ever kept here: documents have their own copy, and the session's record lies in `localStorage`.
 */
const worker = globalThis as unknown as ServiceWorkerGlobalScope;

const PREFIX = 'commonplace-';
const CACHE = `${PREFIX}${version}`;
const SHELL = '/';
/** A network that takes longer is treated as none, when there is a copy to show. */
const SHELL_WITHIN_MS = 3_000;
/** Extended Latin and italics are fetched by those who need them, and kept from then on. */
const kept: readonly string[] = [...build.filter((path) => !/(latin-ext|italic)/.test(path)), ...files];
const hashed = new Set(build);
const known = new Set([...build, ...files]);

worker.addEventListener('install', (event) => {
	// In development there is no build, and a cache would only be in the way.
	if (build.length > 0) event.waitUntil(fill());
});

worker.addEventListener('activate', (event) => {
	event.waitUntil(clean());
});

worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (build.length === 0 || request.method !== 'GET' || url.origin !== location.origin) return;
	if (request.mode === 'navigate') {
		// Pages that the server writes are its own to answer for.
		if (!isServersOwn(url.pathname)) event.respondWith(shell(request));
	} else if (known.has(url.pathname)) {
		event.respondWith(file(request, url.pathname));
	}
});

/** All or nothing: a build that is not wholly here never takes over from one that is. */
async function fill(): Promise<void> {
	const cache = await caches.open(CACHE);
	// The server gives the shell to those who ask for a page, and a plain 404 to all others.
	const shell = new Request(SHELL, { cache: 'reload', headers: { accept: 'text/html' } });
	await cache.addAll([shell, ...kept]);
}

/** Runs once no tab of the older build is open, so that none loses the files it has yet to ask for. */
async function clean(): Promise<void> {
	for (const name of await caches.keys()) {
		if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
	}
}

function isServersOwn(path: string): boolean {
	return /^\/(api|blobs|read|sync|socket\.io|healthz|readyz|metrics)(\/|$)/.test(path);
}

async function shell(request: Request): Promise<Response> {
	const cache = await caches.open(CACHE);
	const copy = await cache.match(SHELL);
	if (copy === undefined) return fetch(request);
	try {
		const response = await fetch(request, { signal: AbortSignal.timeout(SHELL_WITHIN_MS) });
		// A proxy's error page says less than the app, which tells what it waits for.
		return response.status >= 500 ? copy : response;
	} catch {
		return copy;
	}
}

async function file(request: Request, path: string): Promise<Response> {
	const cache = await caches.open(CACHE);
	const copy = await cache.match(path);
	if (copy !== undefined) return copy;
	const response = await fetch(request);
	if (response.ok && hashed.has(path)) await cache.put(path, response.clone());
	return response;
}

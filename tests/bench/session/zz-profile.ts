// scratch: not committed
import { setTimeout as wait } from 'node:timers/promises';
import { createOurSessions } from './subjects.ts';
import { Screens } from './screens.ts';
import { joinSession, SessionClient } from './session-client.ts';
import { HttpClient } from '../../support/client.ts';
import words from '../../../src/lib/messages/en/facilitating.ts';
const screen = Number(process.argv[2] ?? 0);
const mode = process.argv[3] ?? 'cpu';
process.on('uncaughtException', (e) => { console.log(e); void running.stop().then(() => process.exit(1)); });
setTimeout(() => { void running.stop().then(() => process.exit(2)); }, 90_000);
const running = await createOurSessions(null).start();
const { gathered } = await running.gather({ members: 500, boards: 0, rounds: 0 });
const staying = await joinSession(gathered!.sockets.slice(1));
const screens = await Screens.open(gathered!);
const facilitator = gathered!.people[0]!.http;
const page = await screens.show(facilitator, screen === 0 ? screens.path() : screens.path(gathered!.board('whiteboard')));
if (screen > 0) await page.locator('[data-saved="saved"]').waitFor();
if (screen === 2) await page.getByRole('button', { name: /\d+ (person|people) here/u }).click();
if (screen === 3) {
	await page.getByRole('button', { name: words.tools }).click();
	await page.getByRole('dialog', { name: words.tools }).getByRole('radio', { name: words.sections.people }).check();
}
await wait(2500);
const cdp = await page.context().newCDPSession(page);
const move = async () => {
	const start = performance.now();
	const coming: Promise<unknown>[] = [];
	for (let moved = 0; moved < 100; moved++) {
		await wait(Math.max(0, start + moved * 100 - performance.now()));
		staying.splice((moved * 37) % staying.length, 1)[0]?.close();
		coming.push((async () => { const http = new HttpClient(gathered!.origin); await http.join(gathered!.code, `Newcomer ${moved}`); staying.push(await SessionClient.join(gathered!.socket(http))); })());
	}
	await Promise.all(coming);
	await wait(3500);
};
if (mode === 'cpu') {
	await cdp.send('Profiler.enable');
	await cdp.send('Profiler.setSamplingInterval', { interval: 100 });
	await cdp.send('Profiler.start');
	await move();
	const { profile } = await cdp.send('Profiler.stop');
	const byId = new Map(profile.nodes.map((n) => [n.id, n]));
	const self = new Map<number, number>();
	profile.samples!.forEach((id, i) => self.set(id, (self.get(id) ?? 0) + (profile.timeDeltas![i] ?? 0)));
	const name = (n: (typeof profile.nodes)[number]) => `${n.callFrame.functionName || '(anon)'} ${n.callFrame.url.split('/').pop()}:${n.callFrame.lineNumber + 1}`;
	const selfBy = new Map<string, number>(), totalBy = new Map<string, number>();
	const walk = (id: number, stack: Set<string>): number => {
		const n = byId.get(id)!; const k = name(n); const s = self.get(id) ?? 0;
		selfBy.set(k, (selfBy.get(k) ?? 0) + s);
		const fresh = !stack.has(k); if (fresh) stack.add(k);
		let t = s; for (const c of n.children ?? []) t += walk(c, stack);
		if (fresh) { stack.delete(k); totalBy.set(k, (totalBy.get(k) ?? 0) + t); }
		return t;
	};
	walk(profile.nodes[0]!.id, new Set());
	const top = (m: Map<string, number>, n: number) => [...m].sort((a, b) => b[1] - a[1]).slice(0, n).map(([k, v]) => `${(v / 1000).toFixed(1).padStart(8)} ${k}`).join('\n');
	console.log('SELF\n' + top(selfBy, 40)); console.log('TOTAL\n' + top(totalBy, 70));
} else {
	await screens.browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing', 'devtools.timeline', 'disabled-by-default-devtools.timeline'] });
	await page.evaluate(() => void performance.mark('zz'));
	await move();
	await page.evaluate(() => void performance.mark('zz'));
	const trace = JSON.parse((await screens.browser.stopTracing()).toString()) as { traceEvents: any[] };
	const marks = trace.traceEvents.filter((e) => e.name === 'zz');
	const evs = trace.traceEvents.filter((e) => e.ph === 'X' && e.pid === marks[0].pid && e.tid === marks[0].tid && e.ts >= marks[0].ts && e.ts < marks.at(-1).ts).sort((a, b) => a.ts - b.ts || b.dur - a.dur);
	const frames = new Map<number, Map<string, number>>();
	const fr = (ts: number) => Math.floor((ts - marks[0].ts) / (1e6 / 60));
	let root: any = null;
	const add = (m: Map<string, number>, k: string, v: number) => m.set(k, (m.get(k) ?? 0) + v);
	const selfT = new Map<string, [number, number]>();
	const stack: any[] = [];
	for (const e of evs) { e.self = e.tdur ?? 0; while (stack.length && stack.at(-1).ts + stack.at(-1).dur <= e.ts) stack.pop(); if (stack.length) stack.at(-1).self -= e.tdur ?? 0; stack.push(e); }
	for (const e of evs) { const k = selfT.get(e.name) ?? [0, 0]; k[0] += e.self; k[1]++; selfT.set(e.name, k); }
	for (const e of evs) {
		if (e.name === 'ThreadControllerImpl::RunTask' || root === null || e.ts >= root.ts + root.dur) root = e.name === 'ThreadControllerImpl::RunTask' ? e : root;
		if (root === null) continue;
		const m = frames.get(fr(root.ts)) ?? new Map(); frames.set(fr(root.ts), m); add(m, e.name, e.self / 1000); add(m, '=', e.self / 1000);
	}
	const busy = [...frames].filter(([, m]) => m.get('=')! > 0.3).sort((a, b) => b[1].get('=')! - a[1].get('=')!);
	console.log('busy', busy.length, 'p95', busy[Math.floor(busy.length * 0.05)]?.[1].get('='), 'p50', busy[busy.length >> 1]?.[1].get('='));
	for (const [f, m] of busy.slice(0, 10)) console.log(f, [...m].sort((a, b) => b[1] - a[1]).slice(0, 9).map(([k, v]) => `${k} ${v.toFixed(2)}`).join(', '));
	console.log([...selfT].sort((a, b) => b[1][0] - a[1][0]).slice(0, 25).map(([k, [t, n]]) => `${(t / 1000).toFixed(1).padStart(8)} ms ×${n} ${k}`).join('\n'));
}
await screens.close();
await running.stop();
process.exit(0);

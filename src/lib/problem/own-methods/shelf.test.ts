import { expect, test } from 'vitest';
import { createId, type SessionId } from '#model/ids.ts';
import { solveAProblem } from '#model/problem/methods/solve-a-problem.ts';
import { methodShelf } from './shelf.ts';

const session = createId<SessionId>();

/** Answers in turn; then there is no line any more. */
function server(...answers: (readonly [status: number, body: unknown])[]) {
	const asked: string[] = [];
	const waiting = [...answers];
	const fetch: typeof globalThis.fetch = async (input, init) => {
		const path = input instanceof Request ? input.url : input.toString();
		asked.push(`${init?.method ?? 'GET'} ${path.replace(session, 'S')}`);
		const next = waiting.shift();
		if (next === undefined) throw new TypeError('no line');
		const [status, body] = next;
		return new Response(status === 204 ? null : JSON.stringify(body), { status });
	};
	return { fetch, asked };
}

function device() {
	const kept = new Map<string, string>();
	return {
		kept,
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value)
	};
}

test('a version is asked for once, and is there without a line', async () => {
	const { fetch, asked } = server([200, { method: solveAProblem }]);
	const storage = device();
	const shelf = methodShelf({ session, fetch, storage });
	for (let times = 0; times < 3; times++)
		expect(await shelf.find(solveAProblem.id, 1)).toEqual({ ok: true, value: solveAProblem });
	expect(asked).toEqual(['GET /api/methods/S/solve-a-problem/1']);
	expect(await shelf.find(solveAProblem.id, 2)).toEqual({ ok: false, failure: { why: 'offline' } });
});

test('what the device keeps is checked, and asked for again where it is no method', async () => {
	const { fetch, asked } = server([200, { method: solveAProblem }]);
	const storage = device();
	storage.kept.set(`commonplace:method:${session}:solve-a-problem@1`, '{"id":"solve-a-problem"}');
	const found = await methodShelf({ session, fetch, storage }).find(solveAProblem.id, 1);
	expect([found.ok, asked.length]).toEqual([true, 1]);
});

test('a device that keeps nothing reads all the same', async () => {
	const { fetch } = server([200, { method: solveAProblem }]);
	const barred = () => {
		throw new DOMException('barred', 'SecurityError');
	};
	const shelf = methodShelf({ session, fetch, storage: { getItem: barred, setItem: barred } });
	expect(await shelf.find(solveAProblem.id, 1)).toEqual({ ok: true, value: solveAProblem });
});

test('each refusal is told, and what is no answer of ours counts as unavailable', async () => {
	const problems = [{ path: 'title', problem: 'empty' }];
	const { fetch } = server(
		[400, { refusal: 'invalid', problems }],
		[409, { refusal: 'changed', latest: 4 }],
		[409, { refusal: 'full' }],
		[502, '<h1>'],
		[204, null]
	);
	const shelf = methodShelf({ session, fetch, storage: device() });
	const save = async () => {
		const answer = await shelf.save(solveAProblem);
		return answer.ok ? null : answer.failure;
	};
	expect(await save()).toEqual({ why: 'invalid', problems });
	expect(await save()).toEqual({ why: 'changed', latest: 4 });
	expect(await save()).toEqual({ why: 'full' });
	expect(await save()).toEqual({ why: 'unavailable' });
	expect(await shelf.remove(solveAProblem.id)).toEqual({ ok: true, value: null });
});

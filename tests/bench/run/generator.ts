import { fileURLToPath } from 'node:url';
import type { Figures, Job } from '../scenarios/scenario.ts';
import { spawnPinned } from './pinned.ts';

/** What the generator's process says at its end. */
export type Answer =
	{ readonly ok: true; readonly figures: Figures } | { readonly ok: false; readonly reason: string };

const MAIN = fileURLToPath(new URL('../generator/main.ts', import.meta.url));

/** Runs one job in a new process on the generator's core. Rejects with a reason when it fails or takes longer than it may. */
export async function generate(job: Job, timeLimitSeconds: number): Promise<Figures> {
	const child = spawnPinned('generator', [MAIN], {});
	const answer = await new Promise<Answer>((resolve) => {
		const timer = setTimeout(() => {
			child.kill('SIGKILL');
			resolve({ ok: false, reason: `timed out after ${timeLimitSeconds} s` });
		}, timeLimitSeconds * 1000);
		child.once('message', (said) => {
			clearTimeout(timer);
			resolve(said as Answer);
		});
		child.once('exit', (code, signal) => {
			clearTimeout(timer);
			resolve({ ok: false, reason: `the generator ended with ${String(code ?? signal)}` });
		});
		child.send(job);
	});
	if (!answer.ok) throw new Error(answer.reason);
	return answer.figures;
}

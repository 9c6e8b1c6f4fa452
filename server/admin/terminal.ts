import { unreachable } from '#model/unreachable.ts';
import type { AdminEvent } from './events.ts';

interface Output {
	write(text: string): unknown;
	readonly isTTY?: boolean;
}

export interface Terminal {
	show(event: Exclude<AdminEvent, { kind: 'bytes' }>): void;
	/** Whether a problem was shown. */
	readonly hasProblem: boolean;
}

/** Milliseconds between two lines of progress: often for whoever looks on, seldom in a log. */
const PROGRESS_EVERY_MS = { terminal: 100, log: 10_000 };
const CLEAR_LINE = '\r\u001b[K';

/** Results go to standard output, everything else to standard error. */
export function createTerminal(
	{ stdout, stderr }: { readonly stdout: Output; readonly stderr: Output },
	nowMs: () => number
): Terminal {
	const isTerminal = stderr.isTTY === true;
	const every = isTerminal ? PROGRESS_EVERY_MS.terminal : PROGRESS_EVERY_MS.log;
	let shownAt = nowMs();
	let isProgressShown = false;
	let hasProblem = false;
	const clear = () => {
		if (isProgressShown) stderr.write(CLEAR_LINE);
		isProgressShown = false;
	};
	return {
		show(event) {
			switch (event.kind) {
				case 'line':
					clear();
					stdout.write(`${event.text}\n`);
					return;
				case 'problem':
					clear();
					hasProblem = true;
					stderr.write(`${event.text}\n`);
					return;
				case 'progress':
					if (nowMs() - shownAt < every) return;
					shownAt = nowMs();
					stderr.write(isTerminal ? `${CLEAR_LINE}${event.text}` : `${event.text}\n`);
					isProgressShown = isTerminal;
					return;
				default:
					unreachable(event);
			}
		},
		get hasProblem() {
			return hasProblem;
		}
	};
}

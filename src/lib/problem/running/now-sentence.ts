import { t } from '$lib/messages/problem-running.ts';
import { t as steering } from '$lib/messages/problem-steering.ts';
import type { IdentityId } from '#model/ids.ts';
import type { WhatNow } from '#model/problem/what-now.ts';

/** What one person is to do now, in one sentence. */
export function sentenceFor(task: WhatNow, nameOf: (id: IdentityId) => string): string {
	switch (task.do) {
		case 'write':
			if (task.left === 0) return steering.allWritten;
			return task.alone ? t.now['write-alone'] : t.now['write-shared'];
		case 'listen':
			return task.to === null ? t.now['listen-all'] : t.now.listen(nameOf(task.to));
		case 'vote':
			return task.voted ? t.now.voted : t.now.vote;
		default:
			return t.now[task.do];
	}
}

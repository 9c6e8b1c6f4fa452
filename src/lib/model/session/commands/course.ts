import type { BoardId } from '../../ids.ts';
import type { PlannedTime } from '../course.ts';

export type CourseCommand =
	| { readonly type: 'set-planned-time'; readonly time: PlannedTime | null }
	/** Groups, stage and timer end with it; only facilitators write from now on. */
	| { readonly type: 'end-session' }
	| { readonly type: 'reopen-session' }
	/** A new page that says what the session did. `timeZone`: of its times, as in the IANA's list. */
	| {
			readonly type: 'summarise';
			readonly board: BoardId;
			readonly title: string;
			readonly timeZone: string;
	  };

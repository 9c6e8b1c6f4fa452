import type { AgendaItemId, BoardId } from '../../ids.ts';

export type AgendaCommand =
	| {
			readonly type: 'add-agenda-item';
			readonly item: AgendaItemId;
			readonly title: string;
			readonly minutes: number;
			readonly board: BoardId | null;
			readonly before: AgendaItemId | null;
	  }
	| {
			readonly type: 'change-agenda-item';
			readonly item: AgendaItemId;
			readonly title: string;
			readonly minutes: number;
			readonly board: BoardId | null;
	  }
	| { readonly type: 'move-agenda-item'; readonly item: AgendaItemId; readonly before: AgendaItemId | null }
	| { readonly type: 'remove-agenda-item'; readonly item: AgendaItemId }
	/** Goes on, back or past some; the one before is done. `null`: none is current any more. */
	| { readonly type: 'go-to-agenda-item'; readonly item: AgendaItemId | null };

export type TimerCommand =
	| { readonly type: 'start-timer'; readonly lengthMs: number }
	| { readonly type: 'pause-timer' }
	| { readonly type: 'resume-timer' }
	/** Shorter when it is negative. */
	| { readonly type: 'extend-timer'; readonly byMs: number }
	| { readonly type: 'stop-timer' };

import type { BoardId } from '../../ids.ts';
import type { BoardRegion, Staged } from '../stage.ts';

export type StageCommand =
	| { readonly type: 'show'; readonly shown: Staged }
	/** Goes to another part of what is shown. */
	| { readonly type: 'turn-stage'; readonly part: number }
	| { readonly type: 'look-here'; readonly board: BoardId; readonly region: BoardRegion };

import type { BoardId, HarvestId, RoundId } from '../../ids.ts';
import type { Take } from '../harvests.ts';

export type HarvestCommand =
	/** The server brings what groups made to a board that all share; the record says when it has. */
	| {
			readonly type: 'harvest';
			readonly harvest: HarvestId;
			readonly round: RoundId;
			readonly into: BoardId;
			readonly take: Take;
	  }
	/** Removes again what nobody has changed since. */
	| { readonly type: 'take-back-harvest'; readonly harvest: HarvestId };

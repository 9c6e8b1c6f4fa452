/** What a drag comes to rest on, in this tab. */
export class SnappingChoice {
	/** To the edges, middles and distances of what is around. */
	toShapes = $state(true);
	/** To the dots of the paper, which then goes before. */
	toGrid = $state(false);
}

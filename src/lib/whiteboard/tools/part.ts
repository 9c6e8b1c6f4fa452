import type { Easel } from '../render/painters/painter.ts';
import type { Press } from './tool.ts';

/** One drag of the select tool, from the press that began it to its end. */
export interface Drag {
	drag(press: Press): void;
	release(press: Press): void;
	/** It turned out to be another gesture, or somebody thought better of it: leave no trace. */
	cancel(): void;
	paint?(easel: Easel): void;
}

/** Something of a selection that can be pulled: its handles, an arrow's ends, the dots beside a shape. */
export interface Part {
	/** Takes a press that is its own. */
	take(press: Press): Drag | null;
	/** The cursor over something of its own. */
	hover?(press: Press): string | null;
	/** While nothing is dragged. */
	paint?(easel: Easel): void;
}

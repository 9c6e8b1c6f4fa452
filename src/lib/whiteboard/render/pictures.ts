import type { ImageShape } from '#model/whiteboard/shapes/image.ts';

/** What is still to be done before others can see an image that was added here. */
export type Sending =
	| { readonly at: 'sending'; readonly percent: number }
	/** For the line, or for its turn; kept on this device. */
	| { readonly at: 'waiting' }
	| { readonly at: 'refused'; readonly why: 'no-right' | 'board-full' | 'not-taken' };

/** How an image can be shown now. */
export type Picture =
	/** `sending`: not given, or `null`, when the server has it. */
	| { readonly at: 'here'; readonly source: CanvasImageSource; readonly sending?: Sending | null }
	| { readonly at: 'loading' }
	/** Nobody has brought its bytes yet, or they are no image. */
	| { readonly at: 'missing' };

/** Decoded images, asked for while painting; whoever keeps them has it painted anew when better comes. */
export interface Pictures {
	of(shape: ImageShape, devicePixels: number): Picture;
}

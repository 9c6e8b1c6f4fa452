import type { ShapeId } from '#model/whiteboard/ids.ts';
import type { SceneItem } from './render/scene-item.ts';

/** A gesture of mine in progress, shown on the live layer and not yet in the document. */
export type Preview =
	| { readonly at: 'none' }
	| { readonly at: 'moving'; readonly ids: ReadonlySet<ShapeId>; readonly dx: number; readonly dy: number }
	| { readonly at: 'reshaping'; readonly items: readonly SceneItem[] };

export const NO_PREVIEW: Preview = { at: 'none' };

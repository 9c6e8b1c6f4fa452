/** The part of rbush 4 that we use; the package brings no types. */
declare module 'rbush' {
	export interface BBox {
		minX: number;
		minY: number;
		maxX: number;
		maxY: number;
	}

	export default class RBush<T extends BBox> {
		constructor(maxEntries?: number);
		load(items: readonly T[]): this;
		insert(item: T): this;
		remove(item: T): this;
		search(box: BBox): T[];
		clear(): this;
	}
}

import type { PageObject } from '#model/page/objects/object.ts';

/** What an object's components show; its view sets it. */
export class ObjectState {
	object = $state.raw() as PageObject;
	isSelected = $state.raw(false);
	/** Somebody asked for the caret to be put into it; whoever takes it sets this back. */
	wantsEntry = $state.raw(false);

	constructor(object: PageObject) {
		this.object = object;
	}
}

import { mount, unmount } from 'svelte';
import type { PageObject } from '#model/page/objects/object.ts';
import type { ObjectActions } from './object-actions.ts';
import ObjectBody from './ObjectBody.svelte';
import { ObjectState } from './object-state.svelte.ts';

export interface MountedObject {
	show(object: PageObject): void;
	select(isSelected: boolean): void;
	enter(): void;
	destroy(): void;
}

/** Puts an object's components into an element. */
export function mountObject(target: HTMLElement, object: PageObject, actions: ObjectActions): MountedObject {
	const state = new ObjectState(object);
	const component = mount(ObjectBody, { target, props: { shown: state, actions } });
	return {
		show: (next) => void (state.object = next),
		select: (isSelected) => void (state.isSelected = isSelected),
		enter: () => void (state.wantsEntry = true),
		destroy: () => void unmount(component)
	};
}

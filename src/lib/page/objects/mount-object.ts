import { mount, unmount } from 'svelte';
import type { PageObject } from '#model/page/objects/object.ts';
import { actionsAt } from './actions-at.ts';
import type { ObjectPlace } from './object-actions.ts';
import ObjectBody from './ObjectBody.svelte';
import { ObjectState } from './object-state.svelte.ts';

export interface MountedObject {
	show(object: PageObject): void;
	select(isSelected: boolean): void;
	enter(): void;
	destroy(): void;
}

/** Puts an object's components into an element. */
export function mountObject(target: HTMLElement, object: PageObject, place: ObjectPlace): MountedObject {
	const state = new ObjectState(object);
	const component = mount(ObjectBody, { target, props: { shown: state, actions: actionsAt(place) } });
	return {
		show: (next) => void (state.object = next),
		select: (isSelected) => void (state.isSelected = isSelected),
		enter: () => void (state.wantsEntry = true),
		destroy: () => void unmount(component)
	};
}

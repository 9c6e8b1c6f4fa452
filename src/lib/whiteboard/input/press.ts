import type { Point } from '#model/whiteboard/geometry.ts';
import { type Camera, toBoard } from '../camera.ts';
import type { Press } from '../tools/tool.ts';

/** Where an event happened, in CSS pixels from the surface's top left. */
export function screenOf(event: MouseEvent, surface: HTMLElement): Point {
	const { left, top } = surface.getBoundingClientRect();
	return { x: event.clientX - left, y: event.clientY - top };
}

/** What a tool is told of an event on the surface; `clicks` so far at this place. */
export function pressOf(event: MouseEvent, surface: HTMLElement, camera: Camera, clicks: number): Press {
	const pointer = pointerOf(event);
	const samples = samplesOf(event).map((sample) => ({
		...toBoard(camera, screenOf(sample, surface)),
		pressure: pointer === 'pen' ? pressureOf(sample) : null
	}));
	const screen = screenOf(event, surface);
	return {
		point: toBoard(camera, screen),
		screen,
		shift: event.shiftKey,
		alt: event.altKey,
		ctrl: event.ctrlKey || event.metaKey,
		pointer,
		samples,
		clicks
	};
}

function pointerOf(event: MouseEvent): Press['pointer'] {
	const type = 'pointerType' in event ? event.pointerType : 'mouse';
	return type === 'pen' || type === 'touch' ? type : 'mouse';
}

/** Everything since the last event, where the browser tells. */
function samplesOf(event: MouseEvent): readonly MouseEvent[] {
	const samples =
		event.type === 'pointermove' && 'getCoalescedEvents' in event
			? (event as PointerEvent).getCoalescedEvents()
			: [];
	return samples.length > 0 ? samples : [event];
}

/** A finger reports no pressure worth the name, and a hovering pen none at all. */
function pressureOf(event: MouseEvent): number | null {
	const { pressure } = event as PointerEvent;
	return pressure > 0 ? pressure : null;
}

import { expect, test } from 'vitest';
import { mergeTriggerProps, type TriggerProps } from './trigger-props.ts';

function click(props: TriggerProps): void {
	(props.onclick as (event: Event) => void)(new Event('click', { cancelable: true }));
}

test('both roles hear an event, in turn', () => {
	const heard: string[] = [];
	click(mergeTriggerProps({ onclick: () => heard.push('first') }, { onclick: () => heard.push('second') }));
	expect(heard).toEqual(['first', 'second']);
});

test('an event that the first has taken for itself does not reach the second', () => {
	const heard: string[] = [];
	const take = (event: Event): void => event.preventDefault();
	click(mergeTriggerProps({ onclick: take }, { onclick: () => heard.push('second') }));
	expect(heard).toEqual([]);
});

test('what only one role says holds, and the later wins otherwise, unless it says nothing', () => {
	const merged = mergeTriggerProps(
		{ id: 'a', 'data-state': 'closed', tabindex: 0 },
		{ id: 'b', tabindex: undefined }
	);
	expect(merged).toEqual({ id: 'b', 'data-state': 'closed', tabindex: 0 });
});

test('attachments of both roles stay', () => {
	const [one, two] = [Symbol('one'), Symbol('two')];
	const merged = mergeTriggerProps({ [one]: 1 }, { [two]: 2 });
	expect(Reflect.ownKeys(merged)).toEqual([one, two]);
});

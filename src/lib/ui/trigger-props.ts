/** What a control that opens something is given to spread on its element. */
export type TriggerProps = Readonly<Record<PropertyKey, unknown>>;

type Handler = (this: unknown, event: Event) => void;

/**
 * The props of two roles that one element plays, a tooltip's and a menu's trigger for instance: the later wins, but
 * both hear events, the second only while the first has not taken an event for itself.
 */
export function mergeTriggerProps(first: TriggerProps, second: TriggerProps): TriggerProps {
	const merged: Record<PropertyKey, unknown> = { ...first };
	for (const key of Reflect.ownKeys(second)) {
		const [before, after] = [merged[key], second[key]];
		if (isHandler(key, before) && isHandler(key, after)) merged[key] = inTurn(before, after);
		else if (after !== undefined || !(key in merged)) merged[key] = after;
	}
	return merged;
}

function isHandler(key: PropertyKey, value: unknown): value is Handler {
	return typeof key === 'string' && /^on[a-z]/.test(key) && typeof value === 'function';
}

function inTurn(first: Handler, second: Handler): Handler {
	return function (event) {
		first.call(this, event);
		if (!event.defaultPrevented) second.call(this, event);
	};
}

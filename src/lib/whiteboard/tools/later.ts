import type { Tool } from './tool.ts';

interface LaterOptions {
	readonly places: boolean;
	/** Makes keys wait until what the pointer or a key did is done. */
	readonly hold: (until: Promise<void>) => void;
}

/**
 * A tool whose program is still on its way. What the pointer does with it meanwhile is done when it is here, in the same
 * order: nobody's first click is lost.
 */
export function later(load: () => Promise<Tool>, { places, hold }: LaterOptions): Tool {
	let tool: Tool | null = null;
	let waiting: ((tool: Tool) => void)[] = [];
	let loading: Promise<void> | null = null;

	function fetch(): Promise<void> {
		return (loading ??= load()
			.then(
				(loaded) => {
					tool = loaded;
					for (const each of waiting) each(loaded);
				},
				// Without a line; the next press asks again.
				() => undefined
			)
			.finally(() => {
				waiting = [];
				loading = null;
			}));
	}

	function withTool(act: (tool: Tool) => void): void {
		if (tool !== null) return act(tool);
		waiting.push(act);
		hold(fetch());
	}

	return {
		get cursor() {
			return tool?.cursor ?? 'default';
		},
		fetch: () => void (tool ?? fetch()),
		press: (press) => withTool((tool) => tool.press(press)),
		drag: (press) => withTool((tool) => tool.drag(press)),
		release: (press) => withTool((tool) => tool.release(press)),
		cancel() {
			waiting = [];
			tool?.cancel();
		},
		...(places ? { place: (centre) => withTool((tool) => tool.place?.(centre)) } : {}),
		finish: () => tool?.finish?.(),
		hover(press) {
			if (tool === null) void fetch();
			return tool?.hover?.(press) ?? this.cursor;
		},
		frame: () => tool?.frame?.(),
		paint: (easel) => tool?.paint?.(easel)
	};
}

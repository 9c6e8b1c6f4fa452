import { deviceStorage } from '$lib/ui/device-storage.ts';
import { type ToolName, TOOL_NAMES } from './tools/tool.ts';

const KEY = 'whiteboard-last-tool';

/** The last used of the tools that the bar does not always show; kept on the device. */
export class LastTool {
	#name = $state.raw<ToolName>(stored());

	get name(): ToolName {
		return this.#name;
	}

	use(tool: ToolName): void {
		this.#name = tool;
		try {
			deviceStorage().setItem(KEY, tool);
		} catch {
			// A full or forbidden storage: then it is remembered as long as the page is open.
		}
	}
}

function stored(): ToolName {
	const name = deviceStorage().getItem(KEY);
	return TOOL_NAMES.find((tool) => tool === name) ?? 'rectangle';
}

import type { Editor } from '../editor.svelte.ts';
import { createHandTool } from './hand.ts';
import { later } from './later.ts';
import { createPenTool } from './pen.ts';
import type { createRest, LaterTool } from './rest.ts';
import { type Tool, TOOL_NAMES, type ToolName } from './tool.ts';

/** They work on what is there, and put nothing down by themselves. */
const PLACELESS: readonly ToolName[] = ['select', 'lasso', 'eraser', 'laser'];

/** One of each tool for an editor. The hand and the pens are here at once, the others are fetched right after them. */
export function createTools(editor: Editor): Readonly<Record<ToolName, Tool>> {
	let rest: Promise<ReturnType<typeof createRest>> | null = null;
	const load = async (name: LaterTool): Promise<Tool> => {
		rest ??= import('./rest.ts').then(({ createRest }) => createRest(editor));
		try {
			return (await rest)[name];
		} catch (error) {
			rest = null;
			throw error;
		}
	};
	const tools = new Map<ToolName, Tool>(
		TOOL_NAMES.map((name) => [
			name,
			later(() => load(name as LaterTool), {
				places: !PLACELESS.includes(name),
				hold: (until) => editor.keys.hold(until)
			})
		])
	);
	tools.set('hand', createHandTool(editor));
	tools.set('pen', createPenTool(editor));
	tools.set('highlighter', createPenTool(editor, 'highlighter'));
	return Object.fromEntries(tools) as Readonly<Record<ToolName, Tool>>;
}

import { InputRule, inputRules } from '@tiptap/pm/inputrules';
import type { MarkType } from '@tiptap/pm/model';
import type { Plugin } from '@tiptap/pm/state';
import type { HeadingLevel } from '#model/page/block.ts';
import { attributesOf, pageSchemaForEditing as schema } from '#model/page/schema.ts';
import { type BlockShape, setShape } from './block-commands.ts';

/** What the first letters of a line make of it. Typing and pasted plain text share them. */
export const LINE_PREFIXES: readonly {
	readonly pattern: RegExp;
	readonly shape: (match: RegExpMatchArray) => BlockShape;
}[] = [
	{
		pattern: /^(#{1,3}) $/,
		shape: (match) => ({ kind: 'heading', level: match[1]!.length as HeadingLevel })
	},
	{ pattern: /^[-*+] \[( |x|X)\] $/, shape: (match) => ({ kind: 'task', checked: match[1] !== ' ' }) },
	{ pattern: /^\[( |x|X)?\] $/, shape: (match) => ({ kind: 'task', checked: /x/i.test(match[1] ?? '') }) },
	{ pattern: /^[-*+] $/, shape: () => ({ kind: 'bullet' }) },
	{ pattern: /^\d{1,3}[.)] $/, shape: () => ({ kind: 'numbered' }) },
	{ pattern: /^> $/, shape: () => ({ kind: 'quote' }) },
	{ pattern: /^! $/, shape: () => ({ kind: 'callout' }) }
];

const { marks } = schema;

/** Around words: opening and closing signs, and something other than a space inside of each. */
const MARK_SIGNS: readonly { readonly pattern: RegExp; readonly mark: MarkType }[] = [
	{ pattern: /(?:^|[^*])(\*\*(?=\S)([^*]*[^*\s])\*\*)$/, mark: marks.bold },
	{ pattern: /(?:^|[^*\w])(\*(?=[^\s*])([^*]*[^*\s])\*)$/, mark: marks.italic },
	{ pattern: /(?:^|[^_\w])(_(?=[^\s_])([^_]*[^_\s])_)$/, mark: marks.italic },
	{ pattern: /(?:^|[^~])(~~(?=\S)([^~]*[^~\s])~~)$/, mark: marks.strike },
	{ pattern: /(?:^|[^=])(==(?=\S)([^=]*[^=\s])==)$/, mark: marks.highlight },
	{ pattern: /(?:^|[^`])(`([^`]+)`)$/, mark: marks.code }
];

function lineRule(pattern: RegExp, shape: (match: RegExpMatchArray) => BlockShape): InputRule {
	return new InputRule(pattern, (state, match, start, end) => {
		const node = state.doc.resolve(start).parent;
		const { kind } = attributesOf(node);
		const wanted = shape(match);
		// In a task, `- ` is the start of a sentence; `[] ` in a bullet makes it a task.
		if (kind !== 'paragraph' && !(kind === 'bullet' && wanted.kind === 'task')) return null;
		const tr = state.tr.delete(start, end);
		setShape(wanted)(state.apply(tr), (change) => change.steps.forEach((step) => tr.step(step)));
		return tr;
	});
}

function markRule(pattern: RegExp, mark: MarkType): InputRule {
	return new InputRule(pattern, (state, match, _start, end) => {
		const signed = match[1]!;
		const text = match[2]!;
		// The last sign is being typed: it is in the match, and not yet in the document.
		const from = end - (signed.length - 1);
		const opening = signed.indexOf(text);
		if (state.doc.rangeHasMark(from, end, marks.code)) return null;
		const tr = state.tr;
		tr.delete(from + opening + text.length, end).delete(from, from + opening);
		return tr.addMark(from, from + text.length, mark.create()).removeStoredMark(mark);
	});
}

/** `---` on a line of its own. */
const dividerRule = new InputRule(/^---$/, (state, _match, start) => {
	const $start = state.doc.resolve(start);
	if (attributesOf($start.parent).kind !== 'paragraph' || $start.parent.textContent !== '--') return null;
	const blocks = [schema.nodes.divider.create(), schema.nodes.block.create()];
	return state.tr.replaceWith($start.before(1), $start.after(1), blocks);
});

/** Three backticks and a language, with the space or Enter after them. */
const codeRule = lineRule(/^```([A-Za-z0-9+#._-]*)[ \n]$/, (match) => ({
	kind: 'code',
	language: match[1] ?? ''
}));

export function markdownRules(): Plugin {
	return inputRules({
		rules: [
			...LINE_PREFIXES.map(({ pattern, shape }) => lineRule(pattern, shape)),
			...MARK_SIGNS.map(({ pattern, mark }) => markRule(pattern, mark)),
			dividerRule,
			codeRule
		]
	});
}

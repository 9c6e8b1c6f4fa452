import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { attributesOf, pageSchemaForEditing as schema } from '#model/page/schema.ts';
import { codeLanguage } from './code-languages.ts';
import { liveSelection } from './live-selection.ts';
import type { CodeColouring, Token } from './tokens-of-code.ts';

const key = new PluginKey<DecorationSet>('highlighting');

/** Between the last letter and the colours: they need not keep up with typing. */
const PAUSE_MS = 120;

/** Colours the words of code blocks. What that takes is fetched with the first block that names a language. */
export function highlightingPlugin(): Plugin {
	return new Plugin<DecorationSet>({
		key,
		state: {
			init: () => DecorationSet.empty,
			apply: (tr, set) =>
				(tr.getMeta(key) as DecorationSet | undefined) ?? (tr.docChanged ? set.map(tr.mapping, tr.doc) : set)
		},
		props: { decorations: (state) => key.getState(state) },
		view(view) {
			const colours = new Colours(view);
			colours.later();
			return {
				update: (now, before) => {
					if (now.state.doc !== before.doc) colours.later();
				},
				destroy: () => colours.destroy()
			};
		}
	});
}

class Colours {
	readonly #view: EditorView;
	/** A node never changes, so neither do its colours. */
	readonly #known = new WeakMap<Node, readonly Token[]>();
	#colouring: Promise<CodeColouring> | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#isOver = false;

	constructor(view: EditorView) {
		this.#view = view;
	}

	later(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#colour(), PAUSE_MS);
	}

	destroy(): void {
		this.#isOver = true;
		clearTimeout(this.#timer);
	}

	async #colour(): Promise<void> {
		const blocks = codeBlocks(this.#view.state.doc);
		const fresh = blocks.filter(({ node }) => !this.#known.has(node));
		if (fresh.length === 0 && blocks.length === 0 && key.getState(this.#view.state) === DecorationSet.empty)
			return;
		if (fresh.length > 0) {
			this.#colouring ??= import('./tokens-of-code.ts').then(({ CodeColouring: Made }) => new Made());
			const colouring = await this.#colouring.catch(() => null);
			// Without a line: code is plain, and the next change asks again.
			if (colouring === null) this.#colouring = null;
			for (const { node, language } of fresh)
				if (colouring !== null && (await colouring.learn(language)))
					this.#known.set(node, colouring.tokens(node.textContent, language));
		}
		if (!this.#isOver) this.#show();
	}

	#show(): void {
		const view = this.#view;
		const { state } = view;
		if (view.composing) {
			this.later();
			return;
		}
		const decorations = codeBlocks(state.doc).flatMap(({ node, position }) =>
			(this.#known.get(node) ?? []).map(({ from, to, className }) =>
				Decoration.inline(position + 1 + from, position + 1 + to, { class: className })
			)
		);
		const tr = state.tr
			.setMeta(key, DecorationSet.create(state.doc, decorations))
			.setMeta('addToHistory', false);
		const selection = liveSelection(view);
		if (!selection.eq(tr.selection)) tr.setSelection(selection);
		view.dispatch(tr);
	}
}

interface CodeBlock {
	readonly node: Node;
	readonly position: number;
	readonly language: string;
}

function codeBlocks(doc: Node): CodeBlock[] {
	const blocks: CodeBlock[] = [];
	doc.forEach((node, position) => {
		if (node.type !== schema.nodes.codeBlock) return;
		const language = codeLanguage(attributesOf(node).language);
		if (language !== null) blocks.push({ node, position, language });
	});
	return blocks;
}

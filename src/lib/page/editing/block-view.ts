import type { Node } from '@tiptap/pm/model';
import type { EditorView, NodeView } from '@tiptap/pm/view';
import { isListKind } from '#model/page/block.ts';
import { attributesOf } from '#model/page/schema.ts';
import type { LanguageField } from './language-field.ts';

export interface BlockWords {
	readonly taskDone: string;
	readonly codeLanguage: string;
	readonly plainCode: string;
	readonly unknown: string;
}

/**
 * A block on the screen. Its elements stay the same whatever kind it becomes, so that somebody who is composing a word in it (an
 * input method, dictation) is not interrupted when another person makes it a heading.
 */
export class BlockView implements NodeView {
	readonly dom = document.createElement('div');
	readonly contentDOM = document.createElement('div');
	readonly #view: EditorView;
	readonly #position: () => number | undefined;
	readonly #words: BlockWords;
	#node: Node;
	#box: HTMLInputElement | null = null;
	#language: LanguageField | null = null;

	constructor(node: Node, view: EditorView, position: () => number | undefined, words: BlockWords) {
		this.#node = node;
		this.#view = view;
		this.#position = position;
		this.#words = words;
		this.dom.className = 'block';
		// Each block runs as its own words do: Arabic under English, with its list sign on its own side.
		this.dom.dir = 'auto';
		this.contentDOM.className = 'words';
		this.dom.append(this.contentDOM);
		this.#show(node);
	}

	update(node: Node): boolean {
		if (node.type !== this.#node.type) return false;
		if (!node.sameMarkup(this.#node)) this.#show(node);
		this.#node = node;
		return true;
	}

	ignoreMutation(mutation: MutationRecord | { type: 'selection' }): boolean {
		return mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target);
	}

	stopEvent(event: Event): boolean {
		return event.target === this.#box || event.target === this.#language?.element;
	}

	#show(node: Node): void {
		const { kind, level, indent, checked, tone, id } = attributesOf(node);
		const { dom } = this;
		dom.dataset.kind = kind;
		dom.dataset.indent = String(indent);
		dom.dataset.tone = kind === 'callout' ? tone : '';
		dom.dataset.level = kind === 'heading' ? String(level) : '';
		dom.dataset.checked = kind === 'task' ? String(checked) : '';
		if (id !== null) dom.id = `block-${id}`;
		const role = { heading: 'heading', quote: 'blockquote', callout: 'note' }[kind as string];
		if (role === undefined) dom.removeAttribute('role');
		else dom.setAttribute('role', role);
		if (kind === 'heading') dom.setAttribute('aria-level', String(level + 1));
		else dom.removeAttribute('aria-level');
		dom.style.setProperty('--indent', String(indent));
		dom.classList.toggle('item', isListKind(kind));
		this.#showBox(kind === 'task', checked);
		this.#showLanguage(kind === 'code', attributesOf(node).language);
	}

	#showBox(wanted: boolean, checked: boolean): void {
		if (!wanted) {
			this.#box?.remove();
			this.#box = null;
			return;
		}
		if (this.#box === null) {
			this.#box = document.createElement('input');
			this.#box.type = 'checkbox';
			this.#box.className = 'task-box';
			this.#box.contentEditable = 'false';
			// Ctrl+Enter does it from the text; sixty boxes on the way through a page are no help.
			this.#box.tabIndex = -1;
			this.#box.setAttribute('aria-label', this.#words.taskDone);
			this.#box.addEventListener('change', () => this.#toggle());
			this.dom.prepend(this.#box);
		}
		this.#box.checked = checked;
		this.#box.disabled = !this.#view.editable;
	}

	/** Of code; only those who write are asked for it. */
	#showLanguage(wanted: boolean, language: string): void {
		if (!wanted || !this.#view.editable) {
			this.#language?.element.remove();
			this.#language = null;
		} else if (this.#language === null) void this.#fetchLanguage();
		else this.#language.show(language);
	}

	/** Most pages have no code: the languages are fetched with the first. */
	async #fetchLanguage(): Promise<void> {
		const { languageField } = await import('./language-field.ts').catch(() => ({ languageField: null }));
		const { kind, language } = attributesOf(this.#node);
		// Without a line the block is code all the same, and is asked for its language when it changes next.
		if (languageField === null || kind !== 'code' || this.#language !== null) return;
		this.#language = languageField(this.#words, (chosen) => this.#chooseLanguage(chosen));
		this.#language.show(language);
		this.dom.prepend(this.#language.element);
	}

	#chooseLanguage(language: string): void {
		const position = this.#position();
		if (position === undefined) return;
		this.#view.dispatch(this.#view.state.tr.setNodeAttribute(position, 'language', language));
		this.#view.focus();
	}

	#toggle(): void {
		const position = this.#position();
		const checked = this.#box?.checked ?? false;
		if (position === undefined || !this.#view.editable) this.#showBox(true, attributesOf(this.#node).checked);
		else this.#view.dispatch(this.#view.state.tr.setNodeAttribute(position, 'checked', checked));
	}
}

/** What this version cannot show. */
export class UnknownView implements NodeView {
	readonly dom = document.createElement('div');

	constructor(words: BlockWords) {
		this.dom.className = 'block unknown';
		this.dom.contentEditable = 'false';
		this.dom.textContent = words.unknown;
	}
}

import { t } from '$lib/messages/whiteboard-io.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import type { Editor } from '../../editor.svelte.ts';
import type { ExportOptions, Format } from './formats.ts';
import { imageBytesOf } from './image-bytes.ts';
import { framesIn, piecesOf, type Scope } from './picture.ts';
import type { ThemeName } from './themes.ts';
import { threadsOf } from './threads.ts';

/** What is to be exported, as a list of choices has it. */
export type ScopeValue = 'board' | 'selection' | `frame:${ShapeId}`;

interface ChoicesParts {
	readonly editor: Editor;
	/** The board's. */
	readonly title: string;
	readonly theme: ThemeName;
}

/** What somebody wants of an export, and what that comes to. */
export class ExportChoices {
	scopeValue = $state<ScopeValue>('board');
	format = $state<Format>('png');
	scale = $state<'1' | '2' | '3'>('2');
	paper = $state<'paper' | 'none'>('paper');
	theme = $state<ThemeName>('light');
	pages = $state<'frames' | 'whole'>('frames');
	comments = $state<'with' | 'without'>('with');

	readonly #parts: ChoicesParts;
	readonly hasSelection: boolean;
	/** Of the whole board. */
	readonly frames: ReturnType<typeof framesIn>;

	constructor(parts: ChoicesParts) {
		this.#parts = parts;
		this.hasSelection = parts.editor.selection.size > 0;
		this.frames = framesIn(piecesOf(parts.editor, { of: 'board' }));
		this.scopeValue = this.hasSelection ? 'selection' : 'board';
		this.theme = parts.theme;
	}

	readonly scope = $derived<Scope>(scopeOf(this.scopeValue));
	readonly pieces = $derived.by(() => piecesOf(this.#parts.editor, this.scope));
	readonly threads = $derived.by(() => threadsOf(this.#parts.editor, this.scope, this.pieces));
	readonly isPicture = $derived(['png', 'svg', 'pdf'].includes(this.format));
	/** Pictures carry none: whoever is sent one should not find in it what people said among themselves. */
	readonly canHaveComments = $derived(['json', 'markdown'].includes(this.format) && this.threads.length > 0);

	readonly options = $derived.by((): ExportOptions => ({
		title: this.#parts.title,
		theme: this.theme,
		withPaper: this.paper === 'paper',
		scale: Number(this.scale),
		byFrame: this.pages === 'frames',
		comments: this.comments === 'with' ? this.threads : [],
		imageBytes: imageBytesOf(this.#parts.editor),
		words: t.outline
	}));
}

function scopeOf(value: ScopeValue): Scope {
	if (value === 'board' || value === 'selection') return { of: value };
	return { of: 'frame', id: value.slice('frame:'.length) as ShapeId };
}

import { EditorState, type Transaction } from '@tiptap/pm/state';
import type * as Y from 'yjs';
import { identifyBlocks } from '../editing/block-ids.ts';
import { type BindingFault, type EditorHost, PageBinding } from './page-binding.ts';

/** An editor without a screen: the same state, plugins and binding as the real one. For tests and benchmarks. */
export class HeadlessEditor implements EditorHost {
	state: EditorState;
	readonly binding: PageBinding;
	readonly faults: BindingFault[] = [];
	/** Milliseconds; a test lets them pass. */
	now = 0;
	/** Called before a transaction is applied; a test may throw here. */
	beforeDispatch: (tr: Transaction) => void = () => undefined;

	constructor(doc: Y.Doc) {
		this.binding = new PageBinding(
			doc,
			(fault) => void this.faults.push(fault),
			() => this.now
		);
		this.state = EditorState.create({ doc: this.binding.initialDoc(), plugins: [identifyBlocks()] });
		this.binding.attach(this);
	}

	dispatch(tr: Transaction): void {
		this.beforeDispatch(tr);
		this.state = this.state.apply(tr);
		if (tr.docChanged) this.binding.editorChanged();
	}

	/** Runs a ProseMirror command; whether it applied. */
	run(command: (state: EditorState, dispatch: (tr: Transaction) => void) => boolean): boolean {
		return command(this.state, (tr) => this.dispatch(tr));
	}
}
